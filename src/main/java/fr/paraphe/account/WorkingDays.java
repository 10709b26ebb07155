package fr.paraphe.account;

import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;

/** The law's working days ("jours ouvrables"): every day but Sundays and the public holidays of a calendar. */
public final class WorkingDays {

    private final HolidayManager country;
    private final String[] region;

    private WorkingDays(HolidayManager country, String[] region) {
        this.country = country;
        this.region = region;
    }

    /**
     * @param holidayCalendar whose public holidays count: {@code FR}; {@code FR-57}, {@code FR-67} or {@code FR-68} in
     *     Alsace-Moselle; {@code GP}, {@code MQ}, {@code GF}, {@code RE}, {@code YT}… overseas
     * @throws IllegalArgumentException if there is no such calendar
     */
    public static WorkingDays of(String holidayCalendar) {
        var parts = holidayCalendar.split("-");
        try {
            var country = HolidayManager.getInstance(ManagerParameters.create(parts[0].toLowerCase(Locale.ROOT)));
            return new WorkingDays(country, Arrays.copyOfRange(parts, 1, parts.length));
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new IllegalArgumentException("there is no holiday calendar " + holidayCalendar, e);
        }
    }

    public boolean include(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SUNDAY && !country.isHoliday(day, HolidayType.PUBLIC_HOLIDAY, region);
    }
}
