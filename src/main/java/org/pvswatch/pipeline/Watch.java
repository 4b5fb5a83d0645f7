package org.pvswatch.pipeline;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.pvswatch.archive.Archive;
import org.pvswatch.backup.Restore;
import org.pvswatch.health.Health;
import org.pvswatch.history.History;
import org.pvswatch.mail.Mailbox;
import org.pvswatch.own.LeftOut;
import org.pvswatch.own.News;
import org.pvswatch.own.OwnRoutes;
import org.pvswatch.own.Problem;
import org.pvswatch.settings.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running watcher: the routes of a folder under checked settings. Every command that moves readings starts one, so
 * live, replay and demo are the same routes.
 */
public final class Watch implements AutoCloseable {
    /** Endpoints that act by themselves. */
    private static final String TRIGGERS = "quartz*,timer*,platform-http*";

    /** What is done with the routes still at hand. */
    private static final String STOPPING = "direct:at-stop";

    private static final String LOCK = ".lock";
    private static final Logger LOG = LoggerFactory.getLogger("own-routes");
    private static final Logger SETTINGS = LoggerFactory.getLogger("settings");

    private final Main main = new Main();
    private final FileChannel lock;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, String> settings;
    private final List<String> remarks;
    private final Path routes;
    private OwnRoutes own;
    private boolean onTrial;
    private List<Problem> refused = List.of();
    private ProducerTemplate template;

    /**
     * Prepares a watcher; nothing runs yet.
     *
     * @param settings checked settings that hold {@value Settings#DATA_DIR}
     * @param routes folder of the route files
     * @param clock tells when an answer was received
     * @throws IOException when the data folder cannot be used, or another process uses it
     */
    public Watch(Settings settings, Path routes, Clock clock) throws IOException {
        this(locked(Path.of(settings.get(Settings.DATA_DIR))), settings, routes, clock);
    }

    private Watch(FileChannel lock, Settings settings, Path routes, Clock clock) throws IOException {
        this.lock = lock;
        this.settings = settings.all();
        this.remarks = settings.remarks();
        this.routes = routes;
        this.own = OwnRoutes.of(settings.all(), routes);
        main.setShutdownStrategy(
                new SimpleMainShutdownStrategy()); // Camel's own keeps a closed context until the process ends
        main.bind("clock", clock);
        main.bind("settings", settings.all());
        settings.all().forEach(main::addOverrideProperty);
        main.addMainListener(new OnlyOurSettings());
        main.configure().withAutoStartupExcludePattern(TRIGGERS);
    }

    /**
     * A watcher in a data folder that another works in. It tells no sink: whoever sends it something may only fill history,
     * which two can do; files belong to the other.
     */
    public static Watch beside(Settings settings, Path routes, Clock clock) throws IOException {
        Watch guest = new Watch(null, settings, routes, clock);
        guest.main.addOverrideProperty("poll.sinks", "");
        guest.own = OwnRoutes.NONE;
        return guest;
    }

    /**
     * A watcher of which others decide what its routes reach.
     *
     * @param before is given the context before anything is made in it
     */
    static Watch tried(Settings settings, Path routes, Clock clock, Consumer<CamelContext> before) throws IOException {
        Watch watch = new Watch(settings, routes, clock);
        watch.onTrial = true;
        watch.main.addMainListener(new MainListenerSupport() {
            @Override
            public void beforeInitialize(BaseMainSupport main) {
                before.accept(main.getCamelContext());
            }
        });
        return watch;
    }

    /** Starts the routes, which do nothing by themselves before {@link #startTriggers}, and returns; routes of the owner that are wrong are said and left out. */
    public void start() throws IOException {
        remarks.forEach(remark -> SETTINGS.warn("{}", remark));
        ShippedRoutes shipped = ShippedRoutes.of(routes, settings, own.ids());
        main.configure().withRoutesIncludePattern(shipped.pattern());
        main.start();
        template = main.getCamelContext().createProducerTemplate();
        if (lock != null) { // else another writes there, and what looks cut off is what it writes just now
            word("archive", Archive.class).tidy();
        }
        OwnRouteLoader loader = new OwnRouteLoader(context(), routes);
        loader.leaveOut(shipped.off());
        List<Problem> all = new ArrayList<>(own.firsts());
        all.addAll(loader.load(own.good()));
        beginNews();
        refused = List.copyOf(all);
        if (!onTrial) { // else whoever tries it says so
            refused.forEach(problem -> LOG.error("{}; this file is left out, the watch goes on without it", problem));
        }
        word("health", Health.class)
                .leftOut(refused.stream().map(Problem::toString).toList());
        own.remarks().forEach(remark -> LOG.warn("{}", remark));
    }

    private void beginNews() throws IOException {
        try {
            word("news", News.class).begin();
        } catch (SQLException e) {
            LOG.debug("history is away; what it has when it is back is no news", e);
        }
    }

    /** The owner's route files that were left out, each with its first mistake. */
    public List<Problem> refused() {
        return refused;
    }

    /** Mails which files of the owner were left out, each once until it is changed. */
    public void tellRefused() throws IOException {
        Mailbox mailbox = word("mailbox", Mailbox.class);
        Clock clock = word("clock", Clock.class);
        for (Problem problem : refused) {
            mailbox.put(LeftOut.letter(settings.get("site.id"), problem, clock.instant()));
        }
    }

    /** Returns when the process is told to stop; the process then waits for {@link #close}. */
    public void waitUntilStopped() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        Thread stopping = new Thread(
                () -> {
                    asked.countDown();
                    try {
                        closed.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "stopping");
        Runtime.getRuntime().addShutdownHook(stopping);
        asked.await();
    }

    /** Lets polls happen by themselves from now on. */
    public void startTriggers() throws Exception {
        main.getCamelContext().getRouteController().startAllRoutes();
    }

    /** Hands a message to a route and returns when it and all that follows it are done. */
    public void send(String endpoint, Object body) {
        template.sendBody(endpoint, body);
    }

    /**
     * Hands a message to a route and returns what it gives back.
     *
     * @return empty when that is of another type, as after a failure
     */
    public <T> Optional<T> ask(String endpoint, Object body, Class<T> type) {
        return Optional.ofNullable(template.requestBody(endpoint, body))
                .filter(type::isInstance)
                .map(type::cast);
    }

    /** The history that the routes write. */
    public History history() {
        return word("history", History.class);
    }

    /** A Java word of the routes. */
    public <T> T word(String name, Class<T> type) {
        return context().getRegistry().lookupByNameAndType(name, type);
    }

    /** The Camel context, for what only Camel can tell. */
    public CamelContext context() {
        return main.getCamelContext();
    }

    @Override
    public void close() throws IOException {
        try {
            if (template != null) {
                send(STOPPING, null);
            }
            main.stop();
        } finally {
            if (lock != null) {
                lock.close();
            }
            closed.countDown();
        }
    }

    private static FileChannel locked(Path dataDir) throws IOException {
        FileChannel channel;
        try {
            Files.createDirectories(dataDir);
            channel = FileChannel.open(dataDir.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new IOException(
                    dataDir + " cannot be written (" + e.getClass().getSimpleName()
                            + "); mend its rights, or name another folder with --data",
                    e);
        }
        if (Files.exists(dataDir.resolve(Restore.UNFINISHED))) {
            channel.close();
            throw new IOException(dataDir + " was not restored to the end; run the restore again");
        }
        try {
            FileLock held = channel.tryLock();
            if (held != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // this very process holds it
        }
        channel.close();
        throw new DataFolderInUseException(
                "another PVS Watch works in " + dataDir + "; stop it, or name another folder with --data");
    }

    /** Somebody else works in the data folder. */
    public static final class DataFolderInUseException extends IOException {
        private static final long serialVersionUID = 1L;

        private DataFolderInUseException(String message) {
            super(message);
        }
    }

    /**
     * The settings have the environment in them already, where a command did not say otherwise. Camel would let the
     * environment win once more, and a demo would ask the owner's real PVS.
     */
    private static final class OnlyOurSettings extends MainListenerSupport {
        @Override
        public void beforeInitialize(BaseMainSupport main) {
            PropertiesComponent placeholders =
                    (PropertiesComponent) main.getCamelContext().getPropertiesComponent();
            placeholders.setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_NEVER);
            placeholders.setSystemPropertiesMode(PropertiesComponent.SYSTEM_PROPERTIES_MODE_NEVER);
        }
    }
}
