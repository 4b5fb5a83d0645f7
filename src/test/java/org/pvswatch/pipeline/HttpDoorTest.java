package org.pvswatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Routes that answer HTTP, over real sockets. */
class HttpDoorTest {
    private static final String ANY_PORT = "0";

    private final HttpServers servers = new HttpServers();
    private final HttpDoor door = new HttpDoor(servers, ANY_PORT);
    private final HttpDoor sameDoor = new HttpDoor(servers, ANY_PORT);
    private final DefaultCamelContext camel = new DefaultCamelContext();

    @BeforeEach
    void start() throws Exception {
        camel.getRegistry().bind("door", door);
        camel.getRegistry().bind("sameDoor", sameDoor);
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("platform-http:/numbers?platformHttpEngine=#bean:door")
                        .routeId("numbers")
                        .setHeader("Content-Type", constant("text/plain; version=0.0.4"))
                        .setBody(simple("${header.CamelHttpMethod} ${header.CamelHttpPath} ${header.CamelHttpQuery}"));
                from("platform-http:/gone?platformHttpEngine=#bean:door")
                        .routeId("gone")
                        .setHeader("CamelHttpResponseCode", constant(404))
                        .setBody(constant("not yet"));
                from("platform-http:/fails?platformHttpEngine=#bean:door")
                        .routeId("fails")
                        .throwException(new IllegalStateException("a secret"));
                from("platform-http:/cgi-bin?matchOnUriPrefix=true&platformHttpEngine=#bean:sameDoor")
                        .routeId("under")
                        .setBody(simple("under ${header.CamelHttpPath}"));
            }
        });
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void answersWithWhatTheRouteLeaves() throws Exception {
        HttpResponse<String> answer = ask("GET", "/numbers?Command=DeviceList&match=/sys/x");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4");
        assertThat(answer.body()).isEqualTo("GET /numbers Command=DeviceList&match=/sys/x");
        assertThat(answer.headers().map().keySet()).noneMatch(name -> name.matches("(?i)(camel|user-agent|host).*"));
    }

    @Test
    void tellsWhatIsNotThereFromWhatTheRouteDenies() throws Exception {
        assertThat(ask("GET", "/").statusCode()).isEqualTo(404);
        assertThat(ask("GET", "/numbers/").statusCode()).isEqualTo(404);
        assertThat(ask("GET", "/gone").body()).isEqualTo("not yet");
        assertThat(ask("GET", "/gone").statusCode()).isEqualTo(404);
    }

    @Test
    void aHeadHasNoBodyAndNothingElseIsAllowed() throws Exception {
        assertThat(ask("HEAD", "/numbers").statusCode()).isEqualTo(200);
        assertThat(ask("HEAD", "/nothing").statusCode()).isEqualTo(404);
        assertThat(ask("POST", "/numbers").statusCode()).isEqualTo(405);
        assertThat(ask("PUT", "/numbers").statusCode()).isEqualTo(405);
    }

    @Test
    void whatFailedInsideStaysInside() throws Exception {
        HttpResponse<String> answer = ask("GET", "/fails");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void severalRoutesShareAnAddressAndTheLastClosesIt() throws Exception {
        int port = door.getServerPort();
        assertThat(sameDoor.getServerPort()).isEqualTo(port);
        assertThat(ask("GET", "/cgi-bin/dl_cgi").body()).isEqualTo("under /cgi-bin/dl_cgi");

        for (String route : new String[] {"numbers", "gone", "fails"}) {
            camel.getRouteController().stopRoute(route);
        }
        assertThat(ask(port, "GET", "/numbers").statusCode()).isEqualTo(404);
        assertThat(ask(port, "GET", "/cgi-bin/x").statusCode()).isEqualTo(200);

        camel.getRouteController().stopRoute("under");
        assertThatThrownBy(() -> ask(port, "GET", "/cgi-bin/x")).isInstanceOf(ConnectException.class);
        assertThat(door.getServerPort()).isZero();
    }

    @Test
    void aPortIsOfThisMachineOnlyUnlessAnAddressIsNamed() {
        assertThat(HttpServers.address("9464").getAddress().isLoopbackAddress()).isTrue();
        assertThat(HttpServers.address("0.0.0.0:9464").getAddress().isAnyLocalAddress())
                .isTrue();
        assertThat(HttpServers.address("[::1]:9464").getAddress().isLoopbackAddress())
                .isTrue();
        assertThat(HttpServers.address("192.0.2.5:80")).isEqualTo(new InetSocketAddress("192.0.2.5", 80));
    }

    @Test
    void aPortThatAnotherHasDoesNotStopTheStart() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            HttpServers late = new HttpServers();
            String taken = String.valueOf(other.getLocalPort());
            late.open(taken, "/x", request -> request.sendResponseHeaders(200, -1));
            assertThat(late.port(taken)).isZero();
            late.close(taken, "/x");
        }
        HttpServers nowhere = new HttpServers();
        nowhere.open("192.0.2.5:0", "/x", request -> request.sendResponseHeaders(200, -1)); // no address of ours
        assertThat(nowhere.port("192.0.2.5:0")).isZero();
        nowhere.close("192.0.2.5:0", "/x");
    }

    private HttpResponse<String> ask(String method, String path) throws IOException, InterruptedException {
        return ask(door.getServerPort(), method, path);
    }

    private static HttpResponse<String> ask(int port, String method, String path)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .method(method, BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
