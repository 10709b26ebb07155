package fr.paraphe.home;

import java.util.List;

/**
 * The people whom the demonstration data brings, shown on the first page. Without a bean of this type none are.
 *
 * @param password the same for all of them
 * @param userIds in the order in which they are shown; what each is for stands in the message file
 */
public record DemoStaff(String password, List<String> userIds) {

    public DemoStaff {
        userIds = List.copyOf(userIds);
    }
}
