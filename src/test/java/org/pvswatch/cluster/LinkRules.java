package org.pvswatch.cluster;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whatever names something names what is there. */
final class LinkRules {
    private final Cluster cluster;
    private final List<String> problems = new ArrayList<>();

    private LinkRules(Cluster cluster) {
        this.cluster = cluster;
    }

    static List<String> problems(Cluster cluster) {
        LinkRules rules = new LinkRules(cluster);
        rules.namespaces();
        cluster.pods().forEach(rules::pods);
        cluster.all(Service.class).forEach(rules::service);
        cluster.all(NetworkPolicy.class).forEach(rules::policy);
        cluster.all(Deployment.class).forEach(rules::oneAtATime);
        return rules.problems;
    }

    private void namespaces() {
        Set<String> seen = new HashSet<>();
        cluster.objects().forEach(one -> must(one, seen.add(Cluster.name(one)), "is there twice"));
        for (Namespace namespace : cluster.all(Namespace.class)) {
            must(
                    namespace,
                    "restricted".equals(labels(namespace).get("pod-security.kubernetes.io/enforce")),
                    "does not enforce restricted pods");
            must(
                    namespace,
                    in(namespace.getMetadata().getName(), NetworkPolicy.class).anyMatch(LinkRules::deniesAll),
                    "has no policy that denies what is not named");
        }
        Set<String> names = cluster.all(Namespace.class).stream()
                .map(namespace -> namespace.getMetadata().getName())
                .collect(Collectors.toSet());
        cluster.objects().stream()
                .filter(one -> !(one instanceof Namespace))
                .forEach(one -> must(one, names.contains(one.getMetadata().getNamespace()), "is in no namespace"));
    }

    private static boolean deniesAll(NetworkPolicy policy) {
        return policy.getSpec().getPodSelector().getMatchLabels().isEmpty()
                && policy.getSpec().getPolicyTypes().containsAll(List.of("Ingress", "Egress"))
                && policy.getSpec().getIngress().isEmpty()
                && policy.getSpec().getEgress().isEmpty();
    }

    private void pods(Cluster.Pods pods) {
        must(pods.of(), matches(pods.selector(), pods.labels()), "does not select its own pods");
        Set<String> volumes = pods.template().getSpec().getVolumes().stream()
                .map(Volume::getName)
                .collect(Collectors.toCollection(HashSet::new));
        if (pods.of() instanceof StatefulSet set) {
            set.getSpec().getVolumeClaimTemplates().forEach(claim -> {
                volumes.add(claim.getMetadata().getName());
                readWriteOnce(claim);
            });
        }
        Container container = pods.template().getSpec().getContainers().get(0);
        Set<String> mounted =
                container.getVolumeMounts().stream().map(VolumeMount::getName).collect(Collectors.toSet());
        must(pods.of(), volumes.equals(mounted), "has the volumes " + volumes + " and mounts " + mounted);
        pods.template().getSpec().getVolumes().forEach(volume -> source(pods, volume));
        Set<String> ports =
                container.getPorts().stream().map(ContainerPort::getName).collect(Collectors.toSet());
        Stream.of(container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe())
                .filter(probe -> probe != null && probe.getHttpGet() != null)
                .map(LinkRules::port)
                .forEach(port -> must(pods.of(), ports.contains(port), "is asked at a port it has not, " + port));
    }

    private static String port(Probe probe) {
        return probe.getHttpGet().getPort().getStrVal();
    }

    private void source(Cluster.Pods pods, Volume volume) {
        if (volume.getConfigMap() != null
                && !Boolean.TRUE.equals(volume.getConfigMap().getOptional())) {
            there(pods, ConfigMap.class, volume.getConfigMap().getName());
        }
        if (volume.getPersistentVolumeClaim() != null) {
            there(
                    pods,
                    PersistentVolumeClaim.class,
                    volume.getPersistentVolumeClaim().getClaimName());
            cluster.beside(pods, PersistentVolumeClaim.class).forEach(this::readWriteOnce);
        }
    }

    private void readWriteOnce(PersistentVolumeClaim claim) {
        must(
                claim,
                Set.of("ReadWriteOnce", "ReadWriteOncePod")
                        .containsAll(claim.getSpec().getAccessModes()),
                "is for several nodes");
    }

    private void there(Cluster.Pods pods, Class<? extends HasMetadata> kind, String name) {
        must(
                pods.of(),
                cluster.beside(pods, kind).stream()
                        .anyMatch(one -> one.getMetadata().getName().equals(name)),
                "names the %s %s, which is not there".formatted(kind.getSimpleName(), name));
    }

    private void service(Service service) {
        List<Cluster.Pods> chosen =
                chosen(service, new LabelSelector(List.of(), service.getSpec().getSelector()));
        must(service, chosen.size() == 1, "leads to " + chosen);
        for (ServicePort port : service.getSpec().getPorts()) {
            must(
                    service,
                    chosen.stream()
                            .flatMap(pods -> pods.template().getSpec().getContainers().get(0).getPorts().stream())
                            .anyMatch(open ->
                                    open.getName().equals(port.getTargetPort().getStrVal())
                                            && open.getContainerPort().equals(port.getPort())),
                    "leads to a port that is not there, " + port.getName());
        }
    }

    private void policy(NetworkPolicy policy) {
        List<Cluster.Pods> chosen = chosen(policy, policy.getSpec().getPodSelector());
        must(policy, !chosen.isEmpty(), "is for nobody");
        Set<Integer> open = chosen.stream()
                .flatMap(pods -> pods.template().getSpec().getContainers().get(0).getPorts().stream())
                .map(ContainerPort::getContainerPort)
                .collect(Collectors.toSet());
        policy.getSpec().getIngress().forEach(rule -> {
            must(policy, !rule.getFrom().isEmpty(), "lets everybody in");
            must(policy, !rule.getPorts().isEmpty(), "opens every port");
            rule.getPorts()
                    .forEach(port -> must(
                            policy,
                            open.contains(port.getPort().getIntVal()),
                            "opens a port that nobody has, " + port.getPort().getIntVal()));
        });
        policy.getSpec().getEgress().forEach(rule -> {
            must(policy, !rule.getTo().isEmpty(), "lets out to everybody");
            must(policy, !rule.getPorts().isEmpty(), "lets out to every port");
        });
    }

    private void oneAtATime(Deployment deployment) {
        must(
                deployment,
                "Recreate".equals(deployment.getSpec().getStrategy().getType()),
                "starts a second pod before the first has ended");
    }

    private List<Cluster.Pods> chosen(HasMetadata from, LabelSelector selector) {
        return cluster.pods().stream()
                .filter(pods -> pods.namespace().equals(from.getMetadata().getNamespace()))
                .filter(pods -> matches(selector, pods.labels()))
                .toList();
    }

    static boolean matches(LabelSelector selector, Map<String, String> labels) {
        return labels.entrySet().containsAll(selector.getMatchLabels().entrySet());
    }

    private <T extends HasMetadata> Stream<T> in(String namespace, Class<T> kind) {
        return cluster.all(kind).stream()
                .filter(one -> namespace.equals(one.getMetadata().getNamespace()));
    }

    private static Map<String, String> labels(HasMetadata object) {
        return Objects.requireNonNullElse(object.getMetadata().getLabels(), Map.of());
    }

    private void must(HasMetadata who, boolean holds, String otherwise) {
        if (!holds) {
            problems.add(Cluster.name(who) + " " + otherwise);
        }
    }
}
