package org.pvswatch.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteBuilderLifecycleStrategy;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.pvswatch.archive.Redaction;
import org.pvswatch.own.Feeds;
import org.pvswatch.own.OwnRoutes;
import org.pvswatch.own.Problem;

/**
 * Brings the owner's routes into a running context, one file after another, so that one that cannot be started stops
 * nothing: in its place stands the shipped one, if it was to replace that.
 */
final class OwnRouteLoader {
    private static final String POLICY = "own-errors";
    private static final Set<String> INSIDE = Set.of("direct", "seda");

    private final CamelContext context;
    private final Path shipped;
    private final List<Problem> problems = new ArrayList<>();

    OwnRouteLoader(CamelContext context, Path shipped) {
        this.context = context;
        this.shipped = shipped;
    }

    /** Loads those files and has their routes told. @return what could not be started */
    List<Problem> load(Collection<OwnRoutes.Good> files) {
        Feeds feeds = context.getRegistry().lookupByNameAndType("feeds", Feeds.class);
        for (OwnRoutes.Good file : files) {
            Set<String> before = routeIds();
            try {
                load(ResourceHelper.fromString(file.path().getFileName().toString(), file.text(POLICY)), true);
                file.begins().forEach(feeds::add);
            } catch (Exception e) {
                problems.add(new Problem(
                        file.path(),
                        file.line(),
                        "Camel cannot start this: " + reason(e),
                        "see to what it names and run check again"));
                remove(before);
                file.routes().forEach(this::loadShipped);
            }
        }
        return problems;
    }

    /** Puts a route that does nothing where others call one that is switched off. */
    void leaveOut(Map<String, String> off) {
        off.forEach((id, begins) -> {
            if (begins.startsWith("direct:")) {
                String nothing =
                        "- route: { id: %s, description: Switched off by routes.off., from: { uri: \"%s\", steps: [ { removeHeader: { name: none } } ] } }"
                                .formatted(id, begins);
                try {
                    load(ResourceHelper.fromString(id + ".camel.yaml", nothing), false);
                } catch (Exception e) {
                    throw new IllegalStateException("a route that does nothing can always be made", e);
                }
            }
        });
    }

    private void loadShipped(String id) {
        Path file = shipped.resolve(id + ".camel.yaml");
        if (file.toFile().exists() && context.getRoute(id) == null) {
            try {
                load(ResourceHelper.resolveResource(context, "file:" + file), false);
            } catch (Exception e) {
                throw new IllegalStateException("the shipped route " + id + " cannot be started", e);
            }
        }
    }

    private void load(Resource resource, boolean own) throws Exception {
        for (RoutesBuilder builder : PluginHelper.getRoutesLoader(context).findRoutesBuilders(resource)) {
            if (own && builder instanceof RouteBuilder routes) {
                routes.addLifecycleInterceptor(new RouteBuilderLifecycleStrategy() {
                    @Override
                    public void afterConfigure(RouteBuilder configured) {
                        configured.getRouteCollection().getRoutes().forEach(OwnRouteLoader::makeOwn);
                    }
                });
            }
            context.addRoutes(builder);
        }
    }

    /** What is heard from outside is heard only when the watch runs. */
    private static void makeOwn(RouteDefinition route) {
        String uri = route.getInput().getEndpointUri();
        if (!INSIDE.contains(uri.replaceFirst(":.*", ""))) {
            route.autoStartup(false);
        }
    }

    private Set<String> routeIds() {
        return context.getRoutes().stream().map(Route::getRouteId).collect(Collectors.toCollection(TreeSet::new));
    }

    private void remove(Set<String> before) {
        ModelCamelContext model = (ModelCamelContext) context;
        List<RouteDefinition> added = model.getRouteDefinitions().stream()
                .filter(route -> !before.contains(route.getRouteId()))
                .toList();
        try {
            for (RouteDefinition route : added) {
                if (context.getRoute(route.getRouteId()) != null) {
                    context.getRouteController().stopRoute(route.getRouteId());
                    context.removeRoute(route.getRouteId());
                }
                model.removeRouteDefinition(route);
            }
        } catch (Exception e) {
            throw new IllegalStateException("a route that did not start cannot be taken away", e);
        }
    }

    static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String text = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return Redaction.safe(text.replaceAll("\\s+", " ").trim());
    }
}
