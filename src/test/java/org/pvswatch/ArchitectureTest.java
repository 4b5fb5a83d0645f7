package org.pvswatch;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;

/** The rules of the house that Java itself does not keep. */
@AnalyzeClasses(packages = "org.pvswatch", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule subjectsDoNotGoInCircles =
            slices().matching("org.pvswatch.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule meaningKnowsNothingOfCamel = noClasses()
            .that()
            .resideInAnyPackage(
                    "..archive..",
                    "..disk..",
                    "..reading..",
                    "..weather..",
                    "..quality..",
                    "..history..",
                    "..day..",
                    "..csv..",
                    "..mail..",
                    "..settings..",
                    "..supervisor..",
                    "..adopt..",
                    "..fault..",
                    "..incident..",
                    "..report..",
                    "..letter..",
                    "..outlet..",
                    "..mqtt..",
                    "..chart..",
                    "..sheet..",
                    "..benchmark..",
                    "..find..",
                    "..setup..",
                    "..doctor..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.camel..");

    @ArchTest
    static final ArchRule theSimulatorKnowsNothingOfItsWatcher = noClasses()
            .that()
            .resideInAPackage("..simulator..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.camel..", "..reading..", "..archive..", "..pipeline..", "..settings..");

    @ArchTest
    static final ArchRule onlyCommandsAndBenchmarksUseTheSimulator = noClasses()
            .that()
            .resideOutsideOfPackages("..simulator..", "..command..", "..benchmark..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..simulator..");

    /** Java finds the disk of a file in /proc/mounts, which the unit of the package hides from the service; commands see it. */
    @ArchTest
    static final ArchRule theServiceDoesNotAskForMounts = noClasses()
            .that()
            .resideOutsideOfPackage("..doctor..")
            .and()
            .doNotHaveFullyQualifiedName("org.pvswatch.archive.ArchiveSize")
            .should()
            .callMethod(Files.class, "getFileStore", Path.class);

    /** Whatever goes to a PVS goes through the route get-pvs, which can only GET, or is the one question of find. */
    @ArchTest
    static final ArchRule noJavaCodeTalksHttp = noClasses()
            .that()
            .resideOutsideOfPackage("..simulator..")
            .and()
            .doNotHaveSimpleName("PinnedCertificate") // is handed the socket whose certificate it judges
            .and()
            .doNotHaveFullyQualifiedName("org.pvswatch.find.Inquiry") // may GET, see below
            .and()
            .doNotHaveFullyQualifiedName("org.pvswatch.find.Inquiry$AnyCertificate") // as PinnedCertificate
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.net.http.HttpClient")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.net.HttpURLConnection")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.net.Socket");

    @ArchTest
    static final ArchRule findCanOnlyGet = noClasses()
            .that()
            .resideInAPackage("..find..")
            .should()
            .callMethodWhere(target(owner(type(HttpRequest.Builder.class)))
                    .and(target(nameMatching("POST|PUT|DELETE|PATCH|HEAD|method|header|headers|setHeader"))));

    /** The wall clock decides when to look, never what a reading means. */
    @ArchTest
    static final ArchRule timeComesFromTheRecord = noClasses()
            .that()
            .resideOutsideOfPackages("..command..", "..simulator..")
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.LocalDate.class, "now");
}
