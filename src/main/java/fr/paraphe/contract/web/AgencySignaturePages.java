package fr.paraphe.contract.web;

import fr.paraphe.account.StaffRole;
import fr.paraphe.contract.ContractId;
import fr.paraphe.contract.ContractReading;
import fr.paraphe.contract.ContractRefused;
import fr.paraphe.contract.ContractSignatures;
import fr.paraphe.contract.process.ContractCompletionProcess;
import fr.paraphe.problem.ProblemTexts;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The task "Sign for the agency", as Tasklist's form shows it. */
@Controller
@RequestMapping("/console/contracts/signature-step")
class AgencySignaturePages {

    private final SeenContracts seen;
    private final ContractReading reading;
    private final ContractSignatures signatures;
    private final ContractCompletionProcess process;
    private final ProblemTexts problems;

    AgencySignaturePages(
            SeenContracts seen,
            ContractReading reading,
            ContractSignatures signatures,
            ContractCompletionProcess process,
            ProblemTexts problems) {
        this.seen = seen;
        this.reading = reading;
        this.signatures = signatures;
        this.process = process;
        this.problems = problems;
    }

    @GetMapping
    String ofTask(@RequestParam String task) {
        return step(process.ofTask(task).value());
    }

    @GetMapping("/{contract}")
    String show(@PathVariable long contract, Model model) {
        var id = new ContractId(contract);
        var scope = seen.scope();
        model.addAttribute("contract", reading.details(id, scope.accounts()));
        model.addAttribute("evidence", signatures.evidence(id).orElseThrow(ContractRefused::taskDone));
        model.addAttribute("task", process.taskOf(id).orElse(null));
        model.addAttribute("signatory", scope.has(StaffRole.SIGNATORY));
        return "contract/signature-step";
    }

    @PostMapping("/{contract}")
    String sign(@PathVariable long contract, RedirectAttributes next, Locale locale) {
        try {
            process.signForTheAgency(new ContractId(contract));
        } catch (ContractRefused refused) {
            next.addFlashAttribute("refusal", problems.afterStep(refused, locale));
        }
        return step(contract);
    }

    private static String step(long contract) {
        return "redirect:/console/contracts/signature-step/" + contract;
    }
}
