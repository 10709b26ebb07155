package fr.paraphe.campaign.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import fr.paraphe.campaign.CampaignView;
import fr.paraphe.camunda.Instances.Position;
import fr.paraphe.problem.ProblemTexts.FieldError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A campaign, what a draft still needs, and where to go from here.
 *
 * @param missing what stands in the way of a launch; empty: nothing, or it is no draft
 * @param blocked whether the engine needs an operator: Cockpit shows why
 */
record CampaignResponse(
        @JsonUnwrapped CampaignView campaign, List<FieldError> missing, boolean blocked, Map<String, String> links) {

    static CampaignResponse of(CampaignView campaign, List<FieldError> missing, @Nullable Position position) {
        return new CampaignResponse(
                campaign, missing, position != null && position.blocked(), links(campaign, position));
    }

    private static Map<String, String> links(CampaignView campaign, @Nullable Position position) {
        var self = "/api/campaigns/" + campaign.number();
        var links = new LinkedHashMap<String, String>();
        links.put("self", self);
        links.put("documents", self + "/documents");
        links.put("deliveries", self + "/deliveries");
        links.put("deliveriesCsv", self + "/deliveries.csv");
        links.put("page", "/console/campaigns/" + campaign.number());
        if (campaign.logo() != null) {
            links.put("logo", self + "/logo");
        }
        if (position != null) {
            links.put("cockpit", "/camunda/app/cockpit/default/#/process-instance/" + position.processInstanceId());
            if (position.taskId() != null) {
                links.put("task", "/camunda/app/tasklist/default/#/?task=" + position.taskId());
            }
        }
        return links;
    }
}
