package org.pvswatch.pipeline;

import java.io.IOException;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.pvswatch.supervisor.Supervisors;

/** The last door before a PVS, for every route there is or will be: nothing but a GET that sets nothing goes through. */
final class ReadOnly implements ExecChainHandler {
    private final Supervisors supervisors;

    ReadOnly(Supervisors supervisors) {
        this.supervisors = supervisors;
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        boolean reads =
                "GET".equals(request.getMethod()) && !request.getRequestUri().contains("set=");
        if (!reads && isPvs(scope.route.getTargetHost())) {
            throw new IOException("a PVS is only ever read, so this " + request.getMethod() + " was not sent");
        }
        return chain.proceed(request, scope);
    }

    private boolean isPvs(HttpHost host) {
        int usual = "https".equals(host.getSchemeName()) ? 443 : 80;
        return supervisors
                .at(host.getHostName(), host.getPort() < 0 ? usual : host.getPort())
                .isPresent();
    }
}
