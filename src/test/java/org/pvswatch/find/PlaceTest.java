package org.pvswatch.find;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pvswatch.find.Place.Origin;

class PlaceTest {
    @ParameterizedTest
    @CsvSource({
        "192.168.1.20, https://192.168.1.20 http://192.168.1.20",
        "pvs.example:8443, https://pvs.example:8443 http://pvs.example:8443",
        "[fe80::1]:80, https://[fe80::1]:80 http://[fe80::1]:80",
        "https://pvs.example:8443/, https://pvs.example:8443",
        "http://proxy.example/pvs, http://proxy.example/pvs"
    })
    void takesAnAddressAsAnOwnerWritesIt(String words, String urls) {
        assertThat(Place.of(words, Origin.OWNER).urls())
                .containsExactlyElementsOf(
                        Arrays.stream(urls.split(" ")).map(URI::create).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "http://172.27.153.1, https://172.27.153.1 http://172.27.153.1",
        "https://pvs.local, https://pvs.local http://pvs.local",
        "http://192.168.1.9:8080, http://192.168.1.9:8080",
        "http://proxy.example/pvs, http://proxy.example/pvs"
    })
    void triesHttpsWhereTheSettingsMayBeOlderThanTheFirmware(String setting, String urls) {
        assertThat(Place.configured(setting).urls())
                .containsExactlyElementsOf(
                        Arrays.stream(urls.split(" ")).map(URI::create).toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "two words",
                "ftp://pvs.example",
                "https://",
                "http://owner:secret@pvs.example",
                "owner:secret@pvs.example",
                "pvs.example:99999",
                "pvs.example?Command=Stop",
                "pvs.example#top",
                "under_score"
            })
    void whatIsNoAddressIsSaidSo(String words) {
        assertThatThrownBy(() -> Place.of(words, Origin.OWNER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not an address; write one such as")
                .message()
                .doesNotContain("secret");
    }
}
