package org.pvswatch.cluster;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pvswatch.settings.Settings;
import org.pvswatch.settings.SettingsException;

/** A watcher's pod fits its image, its settings and its routes. */
final class WatcherRules {
    /** What has no business in a ConfigMap: passwords, and addresses that let their finder in. */
    private static final String SECRET =
            "(?i)(.*(password|secret|token|\\.key|user-key)|heartbeat\\.url|alert\\.webhook\\.url|influx\\.url)";

    private static final Path ROUTES = Path.of("routes");

    private final Cluster cluster;
    private final Cluster.Pods pods;
    private final Container container;
    private final Image image;
    private final List<String> problems = new ArrayList<>();
    private final Map<String, String> environment;

    private WatcherRules(Cluster cluster, Cluster.Pods pods, Image image) {
        this.cluster = cluster;
        this.pods = pods;
        this.image = image;
        this.container = pods.template().getSpec().getContainers().get(0);
        this.environment = environment(container);
    }

    static List<String> problems(Cluster cluster, Cluster.Pods pods, Image image) throws IOException {
        WatcherRules rules = new WatcherRules(cluster, pods, image);
        rules.image();
        rules.environment();
        rules.configuration();
        rules.probes();
        return rules.problems;
    }

    /** What the container finds in its environment. */
    static Map<String, String> environment(Container container) {
        return container.getEnv().stream().collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
    }

    private void image() {
        must(container.getCommand().isEmpty(), "starts another program than " + image.program());
        must(container.getArgs().equals(List.of("run")), "does not run, but " + container.getArgs());
        must(
                Long.valueOf(image.user())
                        .equals(pods.template().getSpec().getSecurityContext().getRunAsUser()),
                "is another user than the image's " + image.user());
        for (VolumeMount mount : container.getVolumeMounts()) {
            Path path = Path.of(mount.getMountPath());
            if (path.startsWith(image.home())) {
                String below = image.home().relativize(path).toString();
                must(image.there().contains(below), "mounts where the image has nothing, " + path);
                must(!below.matches("|target.*|routes.*|pvs-watch"), "hides the program at " + path);
            }
            must(
                    mount.getSubPath() == null && mount.getSubPathExpr() == null,
                    "never sees a change below " + mount.getMountPath());
        }
        must(mounted("data", false, volume -> volume.getPersistentVolumeClaim() != null), "loses its data");
        must(mounted("config", true, volume -> volume.getConfigMap() != null), "has no settings");
    }

    private boolean mounted(String below, boolean readOnly, java.util.function.Predicate<Volume> from) {
        String path = image.home().resolve(below).toString();
        return container.getVolumeMounts().stream()
                .filter(mount -> mount.getMountPath().equals(path))
                .filter(mount -> Boolean.TRUE.equals(mount.getReadOnly()) == readOnly)
                .anyMatch(mount -> pods.template().getSpec().getVolumes().stream()
                        .anyMatch(volume -> volume.getName().equals(mount.getName()) && from.test(volume)));
    }

    private void environment() {
        List<String> known = Settings.shipped().keySet().stream()
                .map(Settings::environmentName)
                .toList();
        environment.keySet().forEach(name -> must(known.contains(name), "sets what is no setting, " + name));
        String ownRoutes = environment.get("ROUTES_OWN");
        must(
                ownRoutes != null
                        && container.getVolumeMounts().stream()
                                .anyMatch(mount -> mount.getMountPath().equals(ownRoutes)),
                "looks for own routes where nothing is mounted, " + ownRoutes);
    }

    private void configuration() throws IOException {
        for (ConfigMap map : cluster.beside(pods, ConfigMap.class)) {
            map.getData().forEach((file, text) -> text.lines()
                    .filter(line -> line.matches("[^#=]+=.*\\S.*"))
                    .filter(line -> line.replaceFirst("=.*", "").trim().matches(SECRET))
                    .forEach(line ->
                            problems.add(Cluster.name(map) + " tells a secret, " + line.replaceFirst("=.*", ""))));
            if (map.getData().containsKey(Settings.FILE)) {
                settings(map);
            }
        }
    }

    private void settings(ConfigMap map) throws IOException {
        Path folder = Files.createTempDirectory("pvs-watch-config");
        try {
            Files.writeString(folder.resolve(Settings.FILE), map.getData().get(Settings.FILE));
            Settings settings = Settings.load(folder, environment, Map.of(Settings.DATA_DIR, "data"));
            Settings.shipped().keySet().stream()
                    .filter(key -> key.endsWith("-file") && !settings.get(key).isEmpty())
                    .filter(key -> container.getVolumeMounts().stream()
                            .noneMatch(mount -> settings.get(key).startsWith(mount.getMountPath() + "/")))
                    .forEach(key -> problems.add(pods + " has no file for " + key));
            listens(settings, "health");
            listens(settings, "metrics");
            reachesPvs(settings);
            stops(settings);
            if (!settings.get("history.url").isEmpty()) {
                problems.addAll(HistoryRules.problems(cluster, pods, settings));
            }
        } catch (SettingsException e) {
            e.problems().forEach(problem -> problems.add(Cluster.name(map) + ": " + problem));
        } finally {
            Files.deleteIfExists(folder.resolve(Settings.FILE));
            Files.delete(folder);
        }
    }

    private void listens(Settings settings, String door) {
        String listen = settings.get(door + ".listen");
        List<String> ports = container.getPorts().stream()
                .filter(port -> port.getName().equals(door))
                .map(ContainerPort::getContainerPort)
                .map(port -> "0.0.0.0:" + port)
                .toList();
        must(
                listen.isEmpty() ? ports.isEmpty() : ports.equals(List.of(listen)),
                "has %s.listen=%s and the port %s".formatted(door, listen, ports));
    }

    private void reachesPvs(Settings settings) throws IOException {
        for (String url : settings.get("pvs.url").split(",")) {
            URI address = URI.create(url.trim());
            int port = address.getPort() > 0 ? address.getPort() : "https".equals(address.getScheme()) ? 443 : 80;
            InetAddress host = InetAddress.getByName(address.getHost());
            boolean open = cluster.beside(pods, NetworkPolicy.class).stream()
                    .filter(policy -> LinkRules.matches(policy.getSpec().getPodSelector(), pods.labels()))
                    .flatMap(policy -> policy.getSpec().getEgress().stream())
                    .filter(rule -> rule.getPorts().stream()
                            .anyMatch(one -> one.getPort().getIntVal() == port && "TCP".equals(one.getProtocol())))
                    .flatMap(rule -> rule.getTo().stream())
                    .anyMatch(peer -> isOnly(peer, host));
            must(open, "may not ask its PVS at " + address);
        }
    }

    private static boolean isOnly(NetworkPolicyPeer peer, InetAddress host) {
        return peer.getIpBlock() != null && peer.getIpBlock().getCidr().equals(host.getHostAddress() + "/32");
    }

    private void stops(Settings settings) {
        long longest = 2 * Long.parseLong(settings.get("camel.main.shutdownTimeout"));
        must(
                pods.template().getSpec().getTerminationGracePeriodSeconds() > longest,
                "may be killed before it has stopped");
    }

    private void probes() throws IOException {
        String door = "platform-http:/observe/health";
        try (Stream<String> lines = Files.lines(ROUTES.resolve("serve-health.camel.yaml"))) {
            must(lines.anyMatch(line -> line.trim().equals("uri: " + door)), "is asked at no route's door");
        }
        Map<String, Probe> probes = new LinkedHashMap<>();
        probes.put("live, at start", container.getStartupProbe());
        probes.put("live", container.getLivenessProbe());
        probes.put("ready", container.getReadinessProbe());
        probes.forEach((what, probe) -> {
            String path = "/observe/health/" + what.replaceFirst(",.*", "");
            must(
                    probe != null
                            && probe.getHttpGet() != null
                            && path.equals(probe.getHttpGet().getPath())
                            && "health".equals(probe.getHttpGet().getPort().getStrVal()),
                    "is not asked whether it is " + what + ", at the port health under " + path);
        });
        Probe start = container.getStartupProbe();
        must(start.getFailureThreshold() * start.getPeriodSeconds() >= 300, "is given too little time to start");
    }

    private void must(boolean holds, String otherwise) {
        if (!holds) {
            problems.add(pods + " " + otherwise);
        }
    }
}
