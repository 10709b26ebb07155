package fr.paraphe;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.beans.Introspector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.ParallelGateway;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows that no module check sees: from the diagrams to delegates, forms and texts. */
class ProcessWiringTests {

    private static final Path PROCESSES = Path.of("processes");
    private static final Pattern BEAN = Pattern.compile("\\$\\{(\\w+)}");
    private static final Pattern FORM = Pattern.compile("embedded:deployment:(forms/.+)");
    private static final Set<JavaClass> DELEGATES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("fr.paraphe").stream()
                    .filter(type -> type.isAssignableTo(JavaDelegate.class))
                    .collect(toSet());

    /** A diagram: its file and what stands in it. */
    record Diagram(Path file, BpmnModelInstance model) {

        Process process() {
            return model.getModelElementsByType(Process.class).iterator().next();
        }

        String module() {
            return file.getParent().getFileName().toString();
        }

        Set<String> delegates() {
            return model.getModelElementsByType(ServiceTask.class).stream()
                    .map(ServiceTask::getCamundaDelegateExpression)
                    .filter(Objects::nonNull)
                    .map(BEAN::matcher)
                    .filter(Matcher::matches)
                    .map(matcher -> matcher.group(1))
                    .collect(toSet());
        }

        @Override
        public String toString() {
            return file.toString();
        }
    }

    static List<Diagram> diagrams() {
        try (var files = Files.walk(PROCESSES)) {
            return files.filter(file -> file.toString().endsWith(".bpmn"))
                    .sorted()
                    .map(file -> new Diagram(file, Bpmn.readModelFromFile(file.toFile())))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    @DisplayName("Tasklist starts those processes that have a form to start with, and no others")
    void startable(Diagram diagram) {
        var hasForm = diagram.model().getModelElementsByType(StartEvent.class).stream()
                .anyMatch(start -> start.getCamundaFormKey() != null);
        assertThat(diagram.process().isCamundaStartableInTasklist()).isEqualTo(hasForm);
    }

    @Test
    @DisplayName("each delegate has a name of its own, in whichever module it lives: diagrams call it by that alone")
    void delegatesHaveNamesOfTheirOwn() {
        assertThat(DELEGATES).extracting(JavaClass::getSimpleName).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    @DisplayName("A file holds one executable process of its own name, whose history ends one day")
    void processes(Diagram diagram) {
        var processes = diagram.model().getModelElementsByType(Process.class);
        assertThat(processes).hasSize(1);
        assertThat(diagram.file()).hasFileName(diagram.process().getId() + ".bpmn");
        assertThat(diagram.process().isExecutable()).isTrue();
        assertThat(diagram.process().getCamundaHistoryTimeToLiveString()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    @DisplayName("Each service task calls a delegate of its module, named as the task is")
    void serviceTasks(Diagram diagram) {
        for (var task : diagram.model().getModelElementsByType(ServiceTask.class)) {
            assertThat(task.getCamundaDelegateExpression())
                    .as("%s calls a delegate", task.getId())
                    .matches(BEAN);
            var bean = BEAN.matcher(task.getCamundaDelegateExpression()).replaceAll("$1");
            assertThat(beansOf(diagram.module()))
                    .as("delegates of %s", diagram.module())
                    .contains(bean);
            assertThat(camelCase(task.getName())).as("name of %s", task.getId()).isEqualTo(bean);
            assertThat(Introspector.decapitalize(task.getId())).isEqualTo(bean);
        }
    }

    @Test
    @DisplayName("Each delegate stands in a diagram")
    void noDelegateIsIdle() {
        var used = diagrams().stream()
                .map(Diagram::delegates)
                .flatMap(Collection::stream)
                .collect(toSet());
        assertThat(DELEGATES.stream().map(ProcessWiringTests::beanName)).isSubsetOf(used);
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    @DisplayName("Each user task has a form that exists and a group that may do it")
    void userTasks(Diagram diagram) {
        for (var task : diagram.model().getModelElementsByType(UserTask.class)) {
            assertThat(task.getCamundaCandidateGroups())
                    .as("groups of %s", task.getId())
                    .isNotBlank();
            assertThat(task.getCamundaFormKey()).as("form of %s", task.getId()).matches(FORM);
            var form = FORM.matcher(task.getCamundaFormKey()).replaceAll("$1");
            assertThat(Path.of(form)).as("form of %s", task.getId()).isRegularFile();
        }
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    @DisplayName("Ids are written by hand, gateways that choose ask a question and label their answers")
    void words(Diagram diagram) {
        for (var element : diagram.model().getModelElementsByType(FlowElement.class)) {
            assertThat(element.getId()).matches("[A-Z][A-Za-z]+").doesNotMatch(".*_[0-9a-z]{7}");
        }
        for (var node : diagram.model().getModelElementsByType(FlowNode.class)) {
            var chooses = node instanceof Gateway
                    && !(node instanceof ParallelGateway)
                    && node.getOutgoing().size() > 1;
            if (chooses) {
                assertThat(node.getName()).as("%s", node.getId()).endsWith("?");
                assertThat(node.getOutgoing())
                        .allSatisfy(flow -> assertThat(flow.getName())
                                .as("label of %s", flow.getId())
                                .isNotBlank());
            } else if (!(node instanceof Gateway)) {
                assertThat(node.getName()).as("name of %s", node.getId()).isNotBlank();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    @DisplayName("§5 Each name that a diagram shows is there in French and in English")
    void texts(Diagram diagram) throws IOException {
        var named = Stream.concat(
                        Stream.of("process." + diagram.process().getId()),
                        diagram.model().getModelElementsByType(FlowElement.class).stream()
                                .filter(element -> element.getName() != null)
                                .map(element -> (element instanceof UserTask ? "task." : "diagram.")
                                        + diagram.process().getId() + "." + element.getId()))
                .toList();
        for (var file : List.of(diagram.module() + ".properties", diagram.module() + "_en.properties")) {
            var texts = new Properties();
            try (var in = Files.newBufferedReader(Path.of("src/main/resources/messages", file))) {
                texts.load(in);
            }
            assertThat(texts.stringPropertyNames()).as(file).containsAll(named);
        }
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    @DisplayName("Everything is drawn, or Cockpit would show nothing")
    void drawn(Diagram diagram) {
        var shapes = diagram.model().getModelElementsByType(BpmnShape.class).stream()
                .map(shape -> shape.getBpmnElement().getId())
                .collect(toSet());
        var edges = diagram.model().getModelElementsByType(BpmnEdge.class).stream()
                .map(edge -> edge.getBpmnElement().getId())
                .collect(toSet());
        assertThat(ids(diagram, FlowNode.class)).isSubsetOf(shapes);
        assertThat(ids(diagram, SequenceFlow.class)).isSubsetOf(edges);
    }

    private static Set<String> ids(Diagram diagram, Class<? extends FlowElement> type) {
        return diagram.model().getModelElementsByType(type).stream()
                .map(FlowElement::getId)
                .collect(toSet());
    }

    private static Set<String> beansOf(String module) {
        return DELEGATES.stream()
                .filter(type -> type.getPackageName().startsWith("fr.paraphe." + module + "."))
                .map(ProcessWiringTests::beanName)
                .collect(toSet());
    }

    private static String beanName(JavaClass type) {
        return Introspector.decapitalize(type.getSimpleName());
    }

    /** "Select unsigned contracts" → selectUnsignedContracts. */
    private static String camelCase(String taskName) {
        var words = Stream.of(taskName.trim().split("\\s+"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .toList();
        return Introspector.decapitalize(String.join("", words));
    }
}
