package org.pvswatch.simulator;

import java.util.LinkedHashMap;
import java.util.Map;

/** {@code /cgi-bin/swagger.json}: the paths that are simulated, of the sixty the real document has. */
final class SwaggerPage {
    static final String PATH = "/cgi-bin/swagger.json";

    private static final Map<String, String> READABLE = new LinkedHashMap<>();

    static {
        READABLE.put("/dl_cgi/devices/list", "All devices with their latest measurements");
        READABLE.put("/dl_cgi/supervisor/info", "Who the supervisor is");
        READABLE.put("/dl_cgi/communication/interfaces", "Network interfaces and their state");
        READABLE.put("/dl_cgi/energy-storage-system/status", "State of the battery");
        READABLE.put("/dl_cgi/network/interfaces", "Network interfaces and their state");
        READABLE.put("/dl_cgi/grid/voltage", "Nominal voltage of the grid");
        READABLE.put("/dl_cgi/grid/export_limit", "Limit of export to the grid");
        READABLE.put("/dl_cgi/grid/profile", "Grid profile in force");
        READABLE.put("/dl_cgi/firmware/new_version", "Where newer firmware is, if any");
        READABLE.put("/dl_cgi/network/powerProduction", "Whether production is switched on");
    }

    private SwaggerPage() {}

    static String text() {
        var json = new TabbedJson(3_000)
                .object()
                .text("openapi", "3.0.0")
                .objectMember("info")
                .text("title", "DL_CGI Interface Spec")
                .text("version", "2.3.1")
                .endObject()
                .array("servers")
                .element()
                .text("url", "http://sunpowerconsole.com/cgi-bin")
                .endElement()
                .endArray()
                .objectMember("paths");
        READABLE.forEach((path, summary) -> path(json, path, summary));
        return json.endObject().endObject().toString();
    }

    private static void path(TabbedJson json, String path, String summary) {
        json.objectMember(path)
                .objectMember("get")
                .text("summary", summary)
                .objectMember("responses")
                .objectMember("200")
                .text("description", "OK")
                .objectMember("content")
                .objectMember("application/json")
                .objectMember("schema")
                .text("type", "object")
                .endObject()
                .endObject()
                .endObject()
                .endObject()
                .endObject()
                .endObject()
                .endObject();
    }
}
