package org.pvswatch.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.File;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.Message;
import org.apache.camel.util.URISupport;

/**
 * A message on its way out of the program.
 *
 * @param to where it would have gone, without options
 * @param options of that endpoint
 * @param headers by name, without Camel's own
 * @param body as JSON, text where it is none
 */
record Leaving(String to, Map<String, String> options, Map<String, String> headers, JsonNode body) {
    private static final ObjectMapper JSON = Json.mapper();
    private static final String FILE_NAME = "CamelFileName";

    static Leaving of(Endpoint endpoint, Exchange exchange) {
        Message message = exchange.getMessage();
        String uri = endpoint.getEndpointUri();
        int query = uri.indexOf('?');
        Map<String, String> options = new TreeMap<>();
        if (query >= 0) {
            try {
                URISupport.parseQuery(uri.substring(query + 1))
                        .forEach((key, value) -> options.put(key, decoded(String.valueOf(value))));
            } catch (java.net.URISyntaxException e) {
                options.put("?", uri.substring(query + 1));
            }
        }
        String base = (query < 0 ? uri : uri.substring(0, query)).replaceFirst("^(\\w+)://(?=/|[^/]*$)", "$1:");
        Map<String, String> headers = new TreeMap<>();
        message.getHeaders().forEach((name, value) -> {
            if (!name.startsWith("Camel") && value != null) {
                headers.put(name, String.valueOf(value));
            }
        });
        JsonNode body = body(message);
        String scheme = base.replaceFirst(":.*", "");
        String to = base;
        if (scheme.startsWith("http")) {
            to = http(uri, options, message);
        } else if ("file".equals(scheme) || scheme.contains("ftp")) {
            to = base + "/" + fileName(options, exchange);
        }
        return new Leaving(to, options, headers, body);
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }

    private static String http(String uri, Map<String, String> options, Message message) {
        String method = message.getHeader(Exchange.HTTP_METHOD, options.remove("httpMethod"), String.class);
        if (method == null) {
            method = message.getBody() == null ? "GET" : "POST";
        }
        String address = message.getHeader(Exchange.HTTP_URI, uri.replaceFirst("\\?.*", ""), String.class);
        String path = message.getHeader(Exchange.HTTP_PATH, "", String.class);
        String asked = message.getHeader(Exchange.HTTP_QUERY, String.class);
        return method + " " + address + path + (asked == null ? "" : "?" + asked);
    }

    private static String fileName(Map<String, String> options, Exchange exchange) {
        Object named = exchange.getMessage().getHeader(FILE_NAME);
        String name = named == null ? options.get("fileName") : String.valueOf(named);
        if (name == null) {
            return exchange.getMessage().getMessageId();
        }
        Expression simple = exchange.getContext().resolveLanguage("simple").createExpression(name);
        simple.init(exchange.getContext());
        return simple.evaluate(exchange, String.class);
    }

    private static JsonNode body(Message message) {
        Object body = message.getBody();
        if (body == null) {
            return JSON.nullNode();
        }
        if (body instanceof File file) {
            return TextNode.valueOf("the file " + file.getName());
        }
        if (body instanceof CharSequence || body instanceof byte[] || body instanceof java.io.InputStream) {
            String text = message.getBody(String.class);
            message.setBody(text);
            try {
                return text.matches("(?s)\\s*[\\[{].*") ? JSON.readTree(text) : TextNode.valueOf(text);
            } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                return TextNode.valueOf(text);
            }
        }
        return JSON.valueToTree(body);
    }
}
