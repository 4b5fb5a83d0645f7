package org.pvswatch.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What would be applied to a cluster is what its types, its image, our settings and good manners allow. */
class ClusterTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static List<ObjectNode> objects(String overlay) throws IOException {
        return Rendered.objects(Rendered.lookedAt(overlay));
    }

    private static List<String> problems(List<ObjectNode> objects) throws IOException {
        Cluster cluster = Cluster.of(objects);
        List<String> problems = new ArrayList<>(cluster.problems());
        if (!problems.isEmpty()) {
            return problems;
        }
        problems.addAll(LinkRules.problems(cluster));
        Image image = Image.of(Path.of("Containerfile"));
        for (Cluster.Pods pods : cluster.pods()) {
            problems.addAll(PodRules.problems(pods));
            if (pods.isWatcher()) {
                problems.addAll(WatcherRules.problems(cluster, pods, image));
            }
        }
        return problems;
    }

    @ParameterizedTest
    @ValueSource(strings = {"home", "postgres"})
    void isWhatWasLookedAt(String overlay) throws Exception {
        String lookedAt = Rendered.lookedAt(overlay);
        String fresh = Rendered.fresh(overlay).orElse(lookedAt);
        assertThat(Rendered.objects(fresh))
                .as("target/k8s/%s.yaml; look, then copy it to src/test/resources/k8s", overlay)
                .containsExactlyInAnyOrderElementsOf(Rendered.objects(lookedAt));
        assertThat(lookedAt)
                .as("made of k8s as it is now; if not, run this test where kubectl 1.27 or newer is, look, and copy")
                .startsWith(Rendered.sum());
    }

    @ParameterizedTest
    @ValueSource(strings = {"home", "postgres"})
    void hasNoProblem(String overlay) throws Exception {
        List<ObjectNode> objects = objects(overlay);
        assertThat(problems(objects)).isEmpty();
        assertThat(Cluster.of(objects).pods().stream().filter(Cluster.Pods::isWatcher))
                .hasSize(overlay.equals("home") ? 1 : 2);
    }

    /** Each breaks one thing: object, place, what is put there (nothing: it is taken away), what must be said. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Deployment | /spec/template/spec/containers/0/imagePulPolicy | "Always" | Unrecognized field "imagePulPolicy"
            Deployment | /spec/template/spec/containers/0/livenessProbe/httpGet/pth | "/" | Unrecognized field "pth"
            Deployment | /spec/template/spec/containers/0/env/0/value | 0 | Cannot coerce Integer value
            Deployment | /spec/replicas | "1" | Cannot coerce String value
            Deployment | /spec/replicas | 2 | is not one
            Deployment | /spec/strategy/type | "RollingUpdate" | starts a second pod before the first has ended
            Deployment | /spec/selector/matchLabels/app.kubernetes.io~1name | "pvs" | does not select its own pods
            Deployment | /spec/template/metadata/labels/app.kubernetes.io~1name | "pvs" | does not select its own pods
            Deployment | /spec/template/spec/hostNetwork | true | shares with its host
            Deployment | /spec/template/spec/automountServiceAccountToken | | may talk to the cluster
            Deployment | /spec/template/spec/enableServiceLinks | | takes settings from the names of services
            Deployment | /spec/template/spec/terminationGracePeriodSeconds | 30 | may be killed before it has stopped
            Deployment | /spec/template/spec/securityContext/runAsNonRoot | | has no runAsNonRoot
            Deployment | /spec/template/spec/securityContext/runAsUser | 0 | has no runAsUser
            Deployment | /spec/template/spec/securityContext/runAsUser | 1000 | is another user than the image's 10001
            Deployment | /spec/template/spec/securityContext/fsGroup | | cannot write its volume
            Deployment | /spec/template/spec/securityContext/seccompProfile/type | "Unconfined" | has no seccompProfile
            Deployment | /spec/template/spec/containers/0/securityContext/allowPrivilegeEscalation | | has no allowPrivilegeEscalation: false
            Deployment | /spec/template/spec/containers/0/securityContext/capabilities/drop/0 | "NET_RAW" | does not drop all capabilities
            Deployment | /spec/template/spec/containers/0/securityContext/readOnlyRootFilesystem | false | can write its image
            Deployment | /spec/template/spec/containers/0/securityContext/runAsUser | 0 | takes back what is set for the pod
            Deployment | /spec/template/spec/containers/0/ports/0/hostPort | 9876 | has a port of its host
            Deployment | /spec/template/spec/containers/0/ports/0/containerPort | 8080 | has health.listen=0.0.0.0:9876 and the port [0.0.0.0:8080]
            Deployment | /spec/template/spec/containers/0/image | "pvs-watch" | has an image without a version
            Deployment | /spec/template/spec/containers/0/imagePullPolicy | | pulls an image that may be nowhere
            Deployment | /spec/template/spec/containers/0/resources/limits/memory | "1Gi" | may take more memory
            Deployment | /spec/template/spec/containers/0/args/0 | "demo" | does not run, but [demo]
            Deployment | /spec/template/spec/containers/0/env/0/name | "HEALTH_LISTENS" | sets what is no setting, HEALTH_LISTENS
            Deployment | /spec/template/spec/containers/0/env/0/value | "127.0.0.1:9876" | has health.listen=127.0.0.1:9876
            Deployment | /spec/template/spec/containers/0/env/0/value | "everywhere" | environment variable HEALTH_LISTEN
            Deployment | /spec/template/spec/containers/0/env/1/value | "/routes" | looks for own routes where nothing is mounted
            Deployment | /spec/template/spec/containers/0/startupProbe/failureThreshold | 12 | is given too little time to start
            Deployment | /spec/template/spec/containers/0/livenessProbe/httpGet/path | "/observe/health" | is not asked whether it is live
            Deployment | /spec/template/spec/containers/0/livenessProbe/httpGet/port | "http" | is asked at a port it has not, http
            Deployment | /spec/template/spec/containers/0/livenessProbe | | is not asked whether it is live
            Deployment | /spec/template/spec/containers/0/volumeMounts/0/mountPath | "/data" | loses its data
            Deployment | /spec/template/spec/containers/0/volumeMounts/0/readOnly | true | loses its data
            Deployment | /spec/template/spec/containers/0/volumeMounts/1/mountPath | "/opt/pvs-watch/conf" | mounts where the image has nothing, /opt/pvs-watch/conf
            Deployment | /spec/template/spec/containers/0/volumeMounts/1/mountPath | "/opt/pvs-watch/target" | hides the program
            Deployment | /spec/template/spec/containers/0/volumeMounts/1/name | "settings" | has the volumes
            Deployment | /spec/template/spec/containers/0/volumeMounts/1/subPath | "a" | never sees a change
            Deployment | /spec/template/spec/volumes/0/persistentVolumeClaim/claimName | "data" | names the PersistentVolumeClaim data
            Deployment | /spec/template/spec/volumes/1/configMap/name | "pvs-watch-config" | names the ConfigMap pvs-watch-config
            Deployment | /spec/template/spec/volumes/3/secret/defaultMode | 420 | has a secret that is not 0440
            Deployment | /spec/template/spec/volumes/4/hostPath | {"path": "/tmp"} | has a volume of the kind [emptyDir, hostPath]
            Deployment | /spec/template/spec/volumes/4/emptyDir | {} | may fill the disk
            PersistentVolumeClaim | /spec/accessModes/0 | "ReadWriteMany" | is for several nodes
            Namespace | /metadata/labels/pod-security.kubernetes.io~1enforce | "baseline" | does not enforce restricted pods
            Namespace | /metadata/name | "pvs" | is in no namespace
            ConfigMap | /kind | "Secret" | nothing of the kind v1 Secret belongs here
            ConfigMap | /data/application.properties | "site.zone=America/Los_Angeles" | 'site.latitude' is not set
            ConfigMap | /data/application.properties | "site.zoom=1" | 'site.zoom' is not a known key
            ConfigMap | /data/mine.properties | "own.token = abc" | tells a secret, own.token
            ConfigMap | /data/mine.properties | "heartbeat.url=https://hc.example/uuid" | tells a secret, heartbeat.url
            NetworkPolicy | /spec/podSelector | {"matchLabels": {"app": "pvs-watch"}} | is for nobody
            NetworkPolicy | /spec/egress | [{}] | lets out to everybody
            NetworkPolicy | /spec/policyTypes | ["Ingress"] | has no policy that denies what is not named
            """)
    void saysWhatIsWrongAtHome(String kind, String place, String value, String said) throws Exception {
        List<ObjectNode> objects = objects("home");
        put(first(objects, kind, ""), place, value);
        assertThat(problems(objects)).anySatisfy(problem -> assertThat(problem).contains(said));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            StatefulSet | postgresql | /spec/template/spec/containers/0/env/0/value | "me" | has the user me, used is pvswatch
            StatefulSet | postgresql | /spec/template/spec/containers/0/env/1/value | "db" | has the database /db, used is /pvswatch
            StatefulSet | postgresql | /spec/template/spec/volumes/0/secret/secretName | "other" | has the password other/history-password
            StatefulSet | postgresql | /spec/template/spec/securityContext/runAsNonRoot | | has no runAsNonRoot
            StatefulSet | postgresql | /spec/volumeClaimTemplates/0/spec/accessModes/0 | "ReadWriteMany" | is for several nodes
            Service | postgresql | /metadata/name | "history" | history at a service that is not there, postgresql
            Service | postgresql | /spec/ports/0/port | 5433 | leads to a port that is not there
            Service | pvs-watch | /spec/selector/app.kubernetes.io~1name | "x" | leads to []
            Service | pvs-watch | /spec/ports/0/targetPort | "prometheus" | leads to a port that is not there
            NetworkPolicy | history | /spec/egress/0/ports/0/port | 5433 | may not talk to
            NetworkPolicy | postgresql | /spec/ingress/0/from/0/podSelector/matchLabels/app.kubernetes.io~1name | "x" | may not talk to
            NetworkPolicy | metrics | /spec/ingress/0/ports/0/port | 9999 | opens a port that nobody has, 9999
            NetworkPolicy | metrics | /spec/ingress/0/from | | lets everybody in
            NetworkPolicy | pvs | /spec/egress/0/to/0/ipBlock/cidr | "192.168.1.99/32" | may not ask its PVS
            NetworkPolicy | pvs | /spec/egress/0/ports/0/port | 8080 | may not ask its PVS
            """)
    void saysWhatIsWrongWithSeveralSites(String kind, String name, String place, String value, String said)
            throws Exception {
        List<ObjectNode> objects = objects("postgres");
        put(first(objects, kind, name), place, value);
        assertThat(problems(objects)).anySatisfy(problem -> assertThat(problem).contains(said));
    }

    /** All that a secret could be in is kept out of the image: what is copied is in the repository as it is shipped. */
    @Test
    void copiesWhatIsShippedAndNothingOfAHouse() throws Exception {
        Image image = Image.of(Path.of("Containerfile"));
        List<String> sent = Files.readAllLines(Path.of(".containerignore"));
        assertThat(sent).contains("*");
        assertThat(image.copied()).isNotEmpty().allSatisfy(path -> {
            assertThat(path).doesNotStartWith("config").doesNotStartWith("data");
            assertThat(sent).contains("!" + path.replaceFirst("/$", ""));
            assertThat(path.startsWith("target/") || Files.exists(Path.of(path)))
                    .isTrue();
        });
        assertThat(image.there())
                .contains("pvs-watch", "target/pvs-watch.jar", "target/lib", "routes", "config", "data");
        assertThat(image.program()).isEqualTo(image.home().resolve("pvs-watch").toString());
        String launcher = Files.readString(Path.of("pvs-watch"));
        assertThat(launcher)
                .contains(
                        "jar=\"${PVS_WATCH_JAR:-$here/target/pvs-watch.jar}\"",
                        "cache=\"${PVS_WATCH_CACHE:-$here/target}\"",
                        "classes=\"$cache/classes");
    }

    private static ObjectNode first(List<ObjectNode> objects, String kind, String name) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .filter(object ->
                        name.isEmpty() || object.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void put(ObjectNode object, String place, String value) throws IOException {
        String parent = place.replaceFirst("/[^/]*$", "");
        String last = place.substring(parent.length() + 1).replace("~1", "/");
        if (object.at(parent) instanceof ArrayNode array) {
            array.set(Integer.parseInt(last), JSON.readTree(value));
        } else if (value == null) {
            assertThat(((ObjectNode) object.at(parent)).remove(last)).as(place).isNotNull();
        } else {
            ((ObjectNode) object.at(parent)).set(last, JSON.readTree(value));
        }
    }
}
