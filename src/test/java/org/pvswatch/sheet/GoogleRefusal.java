package org.pvswatch.sheet;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** An error as Google answers it. */
final class GoogleRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    final int code;
    final String status;
    final transient String reason;

    GoogleRefusal(int code, String status, String message, String reason) {
        super(message);
        this.code = code;
        this.status = status;
        this.reason = reason;
    }

    static GoogleRefusal bad(String message) {
        return new GoogleRefusal(400, "INVALID_ARGUMENT", message, null);
    }

    static GoogleRefusal notFound() {
        return new GoogleRefusal(404, "NOT_FOUND", "Requested entity was not found.", null);
    }

    String body() {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode error = root.putObject("error");
        error.put("code", code).put("message", getMessage()).put("status", status);
        if (reason != null) {
            error.putArray("details")
                    .addObject()
                    .put("@type", "type.googleapis.com/google.rpc.ErrorInfo")
                    .put("reason", reason)
                    .put("domain", "googleapis.com");
        }
        return root.toPrettyString();
    }
}
