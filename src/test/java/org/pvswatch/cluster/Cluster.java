package org.pvswatch.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The objects of an overlay in the types of Kubernetes.
 *
 * @param objects all that could be read
 * @param problems a sentence for each that could not
 */
record Cluster(List<HasMetadata> objects, List<String> problems) {
    /** All kinds that an overlay may hold: no Secret, no Pod of its own, nothing for the whole cluster but its namespace. */
    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of(
            "v1 Namespace", Namespace.class,
            "v1 ConfigMap", ConfigMap.class,
            "v1 Service", Service.class,
            "v1 PersistentVolumeClaim", PersistentVolumeClaim.class,
            "apps/v1 Deployment", Deployment.class,
            "apps/v1 StatefulSet", StatefulSet.class,
            "networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class);

    private static final ObjectMapper STRICT = strict();

    /**
     * What runs pods.
     *
     * @param of the Deployment or StatefulSet
     */
    record Pods(HasMetadata of, int replicas, LabelSelector selector, PodTemplateSpec template) {
        String namespace() {
            return of.getMetadata().getNamespace();
        }

        Map<String, String> labels() {
            return template.getMetadata().getLabels();
        }

        boolean isWatcher() {
            return of.getMetadata().getName().equals("pvs-watch");
        }

        @Override
        public String toString() {
            return name(of);
        }
    }

    static Cluster of(List<ObjectNode> nodes) {
        List<HasMetadata> objects = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (ObjectNode node : nodes) {
            String kind =
                    node.path("apiVersion").asText() + " " + node.path("kind").asText();
            String name = node.path("kind").asText() + " "
                    + node.at("/metadata/namespace").asText() + "/"
                    + node.at("/metadata/name").asText();
            try {
                if (KINDS.containsKey(kind)) {
                    objects.add(STRICT.treeToValue(node, KINDS.get(kind)));
                } else {
                    problems.add(name + ": nothing of the kind " + kind + " belongs here");
                }
            } catch (JsonProcessingException e) {
                problems.add(name + ": " + e.getOriginalMessage());
            }
        }
        return new Cluster(objects, problems);
    }

    /** Who is meant in a sentence. */
    static String name(HasMetadata object) {
        return object.getKind() + " "
                + Objects.requireNonNullElse(object.getMetadata().getNamespace(), "") + "/"
                + object.getMetadata().getName();
    }

    <T extends HasMetadata> List<T> all(Class<T> kind) {
        return objects.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Those of a kind in the same namespace. */
    <T extends HasMetadata> List<T> beside(Pods pods, Class<T> kind) {
        return all(kind).stream()
                .filter(one -> pods.namespace().equals(one.getMetadata().getNamespace()))
                .toList();
    }

    List<Pods> pods() {
        List<Pods> pods = new ArrayList<>();
        all(Deployment.class)
                .forEach(one -> pods.add(new Pods(
                        one,
                        one.getSpec().getReplicas(),
                        one.getSpec().getSelector(),
                        one.getSpec().getTemplate())));
        all(StatefulSet.class)
                .forEach(one -> pods.add(new Pods(
                        one,
                        one.getSpec().getReplicas(),
                        one.getSpec().getSelector(),
                        one.getSpec().getTemplate())));
        return pods;
    }

    /** Refuses a key that nobody knows, and a number where words belong. */
    private static ObjectMapper strict() {
        JsonMapper mapper = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .annotationIntrospector(new JacksonAnnotationIntrospector() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public Boolean hasAnySetter(Annotated member) {
                        return Boolean.FALSE;
                    }
                })
                .build();
        mapper.coercionConfigFor(LogicalType.Textual)
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
        return mapper;
    }
}
