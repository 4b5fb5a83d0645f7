package org.pvswatch.routes;

import java.util.Properties;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.main.MainConfigurationProperties;
import org.apache.camel.test.junit5.CamelContextConfiguration;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.apache.camel.test.main.junit5.CamelMainTestSupport;
import org.junit.jupiter.api.Test;

/**
 * The test to copy for a route of your own: it boots one route file on camel-test, puts a mock where the route sends to, gives it
 * a message and says what is to leave. The shipped routes have their cases as files, see {@link CasesTest}.
 */
class ExampleRouteTest extends CamelMainTestSupport {
    /** 1: which route file, and nothing else. */
    @Override
    protected void configure(MainConfigurationProperties configuration) {
        configuration.withRoutesIncludePattern(
                "file:config/routes-examples/critical-to-phone.camel.yaml,file:routes/own-errors.camel.yaml");
    }

    /** 2: the settings that it needs. */
    @Override
    public void configureContext(CamelContextConfiguration configuration) {
        super.configureContext(configuration);
        Properties settings = new Properties();
        settings.setProperty("own.phone-url", "https://phone.example/me");
        configuration.withUseOverridePropertiesWithPropertiesComponent(settings);
    }

    /** 3: the context is started by the test, once the mocks are in. */
    @Override
    public void configureTest(TestExecutionConfiguration configuration) {
        super.configureTest(configuration);
        configuration.withUseAdviceWith(true);
    }

    /** What the route looks at of an incident. */
    public record Incident(String severity, String line) {}

    @Test
    void onlyWhatIsCriticalReachesThePhone() throws Exception {
        AdviceWith.adviceWith(context(), "critical-to-phone", advice -> {
            advice.replaceFromWith("direct:in");
            advice.mockEndpointsAndSkip("https:*");
        });
        context().start();
        MockEndpoint phone = getMockEndpoint("mock:https:phone.example/me");
        phone.expectedBodiesReceived("open: system-off of home");
        phone.expectedHeaderReceived("Title", "Solar");
        template().sendBody("direct:in", new Incident("normal", "open: not-producing of E00123"));
        template().sendBody("direct:in", new Incident("critical", "open: system-off of home"));
        MockEndpoint.assertIsSatisfied(context());
    }
}
