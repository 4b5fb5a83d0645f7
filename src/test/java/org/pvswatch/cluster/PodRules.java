package org.pvswatch.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Volume;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** What pod security calls restricted, rule by rule, and what we ask of ourselves. */
final class PodRules {
    private static final Set<String> VOLUMES = Set.of(
            "configMap",
            "csi",
            "downwardAPI",
            "emptyDir",
            "ephemeral",
            "persistentVolumeClaim",
            "projected",
            "secret",
            "image");
    private static final Set<String> PROFILES = Set.of("RuntimeDefault", "Localhost");
    private static final BigDecimal MOST_MEMORY = Quantity.getAmountInBytes(new Quantity("320Mi"));
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Cluster.Pods pods;
    private final PodSpec spec;
    private final List<String> problems = new ArrayList<>();

    private PodRules(Cluster.Pods pods) {
        this.pods = pods;
        this.spec = pods.template().getSpec();
    }

    static List<String> problems(Cluster.Pods pods) {
        PodRules rules = new PodRules(pods);
        rules.restrictedPod();
        rules.ours();
        List<Container> containers = new ArrayList<>(rules.spec.getContainers());
        containers.addAll(rules.spec.getInitContainers());
        for (Container container : containers) {
            SecurityContext security =
                    Objects.requireNonNullElse(container.getSecurityContext(), new SecurityContext());
            rules.restrictedContainer(container, security);
            rules.oursOfContainer(container, security);
        }
        return rules.problems;
    }

    private void restrictedPod() {
        PodSecurityContext security = Objects.requireNonNullElse(spec.getSecurityContext(), new PodSecurityContext());
        must(!is(spec.getHostNetwork()) && !is(spec.getHostPID()) && !is(spec.getHostIPC()), "shares with its host");
        must(is(security.getRunAsNonRoot()), "has no runAsNonRoot");
        must(security.getRunAsUser() != null && security.getRunAsUser() > 0, "has no runAsUser, a number but 0");
        must(
                security.getSeccompProfile() != null
                        && PROFILES.contains(security.getSeccompProfile().getType()),
                "has no seccompProfile");
        must(security.getSysctls().isEmpty(), "sets sysctls");
        must(security.getSeLinuxOptions() == null, "sets seLinuxOptions");
        must(security.getAppArmorProfile() == null, "sets an appArmorProfile");
        must(security.getWindowsOptions() == null, "sets windowsOptions");
        must(spec.getEphemeralContainers().isEmpty(), "has ephemeral containers");
        for (Volume volume : spec.getVolumes()) {
            Set<String> kinds = new TreeSet<>();
            JSON.<ObjectNode>valueToTree(volume).fieldNames().forEachRemaining(kinds::add);
            kinds.remove("name");
            must(kinds.size() == 1 && VOLUMES.containsAll(kinds), "has a volume of the kind " + kinds);
        }
    }

    private void restrictedContainer(Container container, SecurityContext security) {
        must(Boolean.FALSE.equals(security.getAllowPrivilegeEscalation()), "has no allowPrivilegeEscalation: false");
        must(!is(security.getPrivileged()), "is privileged");
        must(
                security.getCapabilities() != null
                        && security.getCapabilities().getDrop().contains("ALL")
                        && security.getCapabilities().getAdd().isEmpty(),
                "does not drop all capabilities");
        must(
                security.getRunAsNonRoot() == null
                        && security.getRunAsUser() == null
                        && security.getSeccompProfile() == null
                        && security.getSeLinuxOptions() == null
                        && security.getAppArmorProfile() == null
                        && security.getWindowsOptions() == null,
                "takes back what is set for the pod");
        must(security.getProcMount() == null, "sets procMount");
        must(
                container.getPorts().stream().map(ContainerPort::getHostPort).allMatch(Objects::isNull),
                "has a port of its host");
    }

    private void ours() {
        must(Boolean.FALSE.equals(spec.getAutomountServiceAccountToken()), "may talk to the cluster");
        must(Boolean.FALSE.equals(spec.getEnableServiceLinks()), "takes settings from the names of services");
        must(
                spec.getSecurityContext().getFsGroup() != null
                        && "OnRootMismatch".equals(spec.getSecurityContext().getFsGroupChangePolicy()),
                "cannot write its volume, or has it walked through at each start");
        must(pods.replicas() == 1, "is not one");
        must(spec.getContainers().size() == 1, "has other containers");
        for (Volume volume : spec.getVolumes()) {
            must(
                    volume.getSecret() == null
                            || Objects.equals(volume.getSecret().getDefaultMode(), 0440),
                    "has a secret that is not 0440");
            must(
                    volume.getEmptyDir() == null || volume.getEmptyDir().getSizeLimit() != null,
                    "has an emptyDir that may fill the disk");
        }
    }

    private void oursOfContainer(Container container, SecurityContext security) {
        must(is(security.getReadOnlyRootFilesystem()), "can write its image");
        must(
                container.getImage().matches(".+:[^:/]+")
                        && !container.getImage().endsWith(":latest"),
                "has an image without a version, " + container.getImage());
        must("IfNotPresent".equals(container.getImagePullPolicy()), "pulls an image that may be nowhere");
        Quantity most = container.getResources().getLimits().get("memory");
        must(
                most != null && Quantity.getAmountInBytes(most).compareTo(MOST_MEMORY) <= 0,
                "may take more memory than a small Pi has to spare");
        must(!container.getResources().getLimits().containsKey("cpu"), "is slowed down when it starts");
        must(
                container.getResources().getRequests().keySet().containsAll(Set.of("cpu", "memory")),
                "does not say what it needs");
        must(container.getStartupProbe() != null && container.getReadinessProbe() != null, "lacks probes");
    }

    private void must(boolean holds, String otherwise) {
        if (!holds) {
            problems.add(pods + " " + otherwise);
        }
    }

    private static boolean is(Boolean flag) {
        return Boolean.TRUE.equals(flag);
    }
}
