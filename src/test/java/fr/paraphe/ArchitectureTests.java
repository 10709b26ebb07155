package fr.paraphe;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.beans.factory.annotation.Autowired;

@AnalyzeClasses(packages = "fr.paraphe", importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

    @ArchTest
    static final ArchRule THE_ENGINE_STAYS_IN_ITS_ROOMS = noClasses()
            .that()
            .resideOutsideOfPackages("fr.paraphe.camunda..", "..process..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.camunda..")
            .because("a successor of the engine must be a rename away");

    @ArchTest
    static final ArchRule DELEGATES_LIVE_BESIDE_THEIR_PROCESS = classes()
            .that()
            .implement(JavaDelegate.class)
            .should()
            .resideInAPackage("..process..")
            .andShould()
            .notBePublic()
            .because("only the diagram calls a delegate");

    @ArchTest
    static final ArchRule DELEGATES_ASK_THE_DOMAIN = noClasses()
            .that()
            .implement(JavaDelegate.class)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.data..", "org.springframework.jdbc..", "jakarta.persistence..")
            .because("a delegate reads variables, asks the domain, writes variables");

    @ArchTest
    static final ArchRule THE_CLOCK_IS_INJECTED = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .because("a test must be able to stand at any moment");

    @ArchTest
    static final ArchRule CONSTRUCTORS_INJECT = noFields()
            .should()
            .beAnnotatedWith(Autowired.class)
            .because("a class names in its constructor what it needs");

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT = noClasses()
            .should()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Entity")
            .because("a name that fits everything says nothing");

    @ArchTest
    static final ArchRule REST_AND_PAGES_LIVE_IN_WEB = classes()
            .that()
            .areAnnotatedWith(org.springframework.web.bind.annotation.RestController.class)
            .or()
            .areAnnotatedWith(org.springframework.stereotype.Controller.class)
            .should()
            .resideInAnyPackage("..web..", "fr.paraphe.home..", "fr.paraphe.mailbox..")
            .because("a module's only technical question is whether it is HTTP");
}
