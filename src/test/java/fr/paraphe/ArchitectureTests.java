package fr.paraphe;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
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

    /** {@code now()} of whatever class in {@code java.time}, unless a clock is given; and the old ways. */
    private static final DescribedPredicate<JavaMethodCall> READS_THE_SYSTEMS_CLOCK =
            describe("read the system's clock", call -> {
                var method = call.getTarget();
                var owner = method.getOwner();
                return method.getName().equals("now")
                                && owner.getPackageName().startsWith("java.time")
                                && method.getRawParameterTypes().stream()
                                        .noneMatch(parameter -> parameter.isAssignableTo(Clock.class))
                        || owner.isEquivalentTo(System.class)
                                && method.getName().equals("currentTimeMillis");
            });

    @ArchTest
    static final ArchRule THE_CLOCK_IS_INJECTED = noClasses()
            .should()
            .callMethodWhere(READS_THE_SYSTEMS_CLOCK)
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
