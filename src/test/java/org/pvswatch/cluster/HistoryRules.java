package org.pvswatch.cluster;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.pvswatch.settings.Settings;

/** A watcher and its PostgreSQL mean the same server, user, database, password, and may talk to each other. */
final class HistoryRules {
    private HistoryRules() {}

    static List<String> problems(Cluster cluster, Cluster.Pods watcher, Settings settings) {
        URI address = URI.create(settings.get("history.url").replaceFirst("^jdbc:", ""));
        Service service = cluster.beside(watcher, Service.class).stream()
                .filter(one -> one.getMetadata().getName().equals(address.getHost()))
                .findFirst()
                .orElse(null);
        if (service == null) {
            return List.of(watcher + " has its history at a service that is not there, " + address.getHost());
        }
        Cluster.Pods server = cluster.pods().stream()
                .filter(one -> one.namespace().equals(watcher.namespace()))
                .filter(one -> one.labels()
                        .entrySet()
                        .containsAll(service.getSpec().getSelector().entrySet()))
                .findFirst()
                .orElseThrow();
        List<String> problems = new ArrayList<>();
        if (service.getSpec().getPorts().stream().noneMatch(port -> port.getPort() == address.getPort())) {
            problems.add(watcher + " asks PostgreSQL at a port it has not, " + address.getPort());
        }
        Container container = server.template().getSpec().getContainers().get(0);
        Map<String, String> says = WatcherRules.environment(container);
        same(problems, server, "user", says.get("POSTGRES_USER"), settings.get("history.user"));
        same(problems, server, "database", "/" + says.get("POSTGRES_DB"), address.getPath());
        same(
                problems,
                server,
                "password",
                key(server, says.get("POSTGRES_PASSWORD_FILE")),
                key(watcher, settings.get("history.password-file")));
        if (!lets(cluster, watcher, server, address.getPort(), true)
                || !lets(cluster, watcher, server, address.getPort(), false)) {
            problems.add(watcher + " may not talk to " + server);
        }
        return problems;
    }

    private static void same(List<String> problems, Cluster.Pods server, String what, String given, String used) {
        if (!Objects.equals(given, used)) {
            problems.add("%s has the %s %s, used is %s".formatted(server, what, given, used));
        }
    }

    /** The Secret and the key in it that a file comes from; {@code null} when it comes from none. */
    private static String key(Cluster.Pods pods, String file) {
        Path path = Path.of(file);
        for (VolumeMount mount :
                pods.template().getSpec().getContainers().get(0).getVolumeMounts()) {
            for (Volume volume : pods.template().getSpec().getVolumes()) {
                if (mount.getName().equals(volume.getName())
                        && volume.getSecret() != null
                        && !Boolean.TRUE.equals(volume.getSecret().getOptional())
                        && Path.of(mount.getMountPath()).equals(path.getParent())) {
                    String name = path.getFileName().toString();
                    List<KeyToPath> items = volume.getSecret().getItems();
                    return items.isEmpty()
                                    || items.stream()
                                            .anyMatch(item -> item.getPath().equals(name))
                            ? volume.getSecret().getSecretName() + "/" + name
                            : null;
                }
            }
        }
        return null;
    }

    private static boolean lets(Cluster cluster, Cluster.Pods watcher, Cluster.Pods server, int port, boolean out) {
        Cluster.Pods held = out ? watcher : server;
        Cluster.Pods other = out ? server : watcher;
        return cluster.beside(watcher, NetworkPolicy.class).stream()
                .map(NetworkPolicy::getSpec)
                .filter(spec -> LinkRules.matches(spec.getPodSelector(), held.labels()))
                .anyMatch(spec -> out
                        ? spec.getEgress().stream().anyMatch(rule -> fits(rule.getPorts(), rule.getTo(), port, other))
                        : spec.getIngress().stream()
                                .anyMatch(rule -> fits(rule.getPorts(), rule.getFrom(), port, other)));
    }

    private static boolean fits(
            List<NetworkPolicyPort> ports, List<NetworkPolicyPeer> peers, int port, Cluster.Pods other) {
        return ports.stream().anyMatch(one -> one.getPort().getIntVal() == port)
                && peers.stream()
                        .anyMatch(peer -> peer.getPodSelector() != null
                                && peer.getNamespaceSelector() == null
                                && LinkRules.matches(peer.getPodSelector(), other.labels()));
    }
}
