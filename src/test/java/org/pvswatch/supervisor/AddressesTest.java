package org.pvswatch.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    192.168.1.20         | https://192.168.1.20 http://192.168.1.20
                    pvs.local:8443       | https://pvs.local:8443 http://pvs.local:8443
                    http://172.27.153.1  | http://172.27.153.1 https://172.27.153.1
                    http://proxy/pvs     | http://proxy/pvs https://proxy/pvs
                    http://10.0.0.1:80   | http://10.0.0.1:80 https://10.0.0.1
                    http://10.0.0.1:8080 | http://10.0.0.1:8080
                    https://10.0.0.1     | https://10.0.0.1
                    """)
    void triesWhatOneAddressMayMean(String written, String tried) {
        assertThat(Addresses.of(written)).containsExactly(tried.split(" "));
    }

    @Test
    void knowsWhoseHostAndPortItIs() {
        assertThat(Addresses.at("https://pvs.local", "PVS.local", 443)).isTrue();
        assertThat(Addresses.at("https://pvs.local:8443", "pvs.local", 443)).isFalse();
        assertThat(Addresses.at("http://[fe80::1]:81", "fe80::1", 81)).isTrue();
        assertThat(Addresses.at("http://10.0.0.1", "10.0.0.2", 80)).isFalse();
    }
}
