package org.pvswatch.letter;

import freemarker.cache.ClassTemplateLoader;
import freemarker.cache.FileTemplateLoader;
import freemarker.cache.MultiTemplateLoader;
import freemarker.cache.TemplateLoader;
import freemarker.core.PlainTextOutputFormat;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes letters from templates: those in the owner's folder where there are, the shipped ones else. A template that the owner
 * broke is told once and the shipped ones are taken. What is put into a {@code .ftlh} is escaped. Thread-safe.
 */
public final class Templates {
    private static final Logger LOG = LoggerFactory.getLogger(Templates.class);

    private final Path folder;
    private final Words words;
    private final Asides asides;
    private final Set<String> told = new HashSet<>();
    private Configuration shipped;
    private Configuration owners;

    /**
     * @param folder of the owner's templates; may be missing, and each file in it
     * @param words given to each template as {@code words}
     * @param asides said at the end of each letter
     */
    public Templates(Path folder, Words words, Asides asides) {
        this.folder = folder;
        this.words = words;
        this.asides = asides;
    }

    /**
     * Makes a letter of {@code <name>.ftlh} and {@code <name>.ftl}.
     *
     * @param model what the templates may name
     */
    public Rendered render(String name, Map<String, ?> model) {
        String html = fill(name + ".ftlh", model).replaceAll("\\n\\s+", "\n").strip() + "\n";
        String text = fill(name + ".ftl", model).replaceAll("[ \\t]+\\n", "\n").replaceAll("\\n{3,}", "\n\n");
        return new Rendered(html, Wrapping.wrapped(text.strip()) + "\n");
    }

    /**
     * Fills one template.
     *
     * @param file its name in the folder
     */
    public synchronized String fill(String file, Map<String, ?> model) {
        Map<String, Object> all = new HashMap<>(model);
        all.put("words", words);
        all.put("asides", asides.now());
        try {
            if (owners == null) {
                shipped = configuration(new ClassTemplateLoader(Templates.class, ""));
                owners = Files.isDirectory(folder)
                        ? configuration(new MultiTemplateLoader(new TemplateLoader[] {
                            new FileTemplateLoader(folder.toFile()), new ClassTemplateLoader(Templates.class, "")
                        }))
                        : shipped;
            }
            return fill(owners, file, all);
        } catch (IOException | TemplateException e) {
            String problem = firstLine(e);
            if (told.add(problem)) {
                LOG.warn(
                        "{}: {}; the letter is written with the template that was shipped",
                        folder.resolve(file),
                        problem);
            }
            return fillShipped(file, all);
        }
    }

    private String fillShipped(String file, Map<String, Object> model) {
        try {
            return fill(shipped, file, model);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (TemplateException e) {
            throw new IllegalStateException("the shipped template " + file + ": " + firstLine(e), e);
        }
    }

    private static String fill(Configuration from, String file, Map<String, Object> model)
            throws IOException, TemplateException {
        StringWriter out = new StringWriter();
        from.getTemplate(file).process(model, out);
        return out.toString();
    }

    private Configuration configuration(TemplateLoader loader) {
        Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
        configuration.setTemplateLoader(loader);
        configuration.setLocale(words.locale()); // alert_de.ftlh is taken before alert.ftlh
        configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
        configuration.setRecognizeStandardFileExtensions(true);
        configuration.setOutputFormat(PlainTextOutputFormat.INSTANCE); // of .ftl; .ftlh is HTML by its name
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setWrapUncheckedExceptions(true);
        return configuration;
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).strip().lines().findFirst().orElse("");
    }
}
