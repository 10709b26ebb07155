package fr.paraphe.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * The Chromium of this machine, without a window. One that was closed is opened again with nothing remembered, as
 * starting it takes longer than most tests.
 *
 * <p>Where there is none, the tests that need it are skipped and say so; in a CI (environment variable {@code CI}) they
 * fail, so that nobody believes they ran.
 */
public final class Browser implements AutoCloseable {

    private static final List<String> WCAG_2_1_AA = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa");
    private static final Dimension DESKTOP = new Dimension(1280, 900);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Those that no test uses now, by their owner's language. */
    private static final Map<String, ChromeDriver> IDLE = new ConcurrentHashMap<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> IDLE.values().forEach(ChromeDriver::quit)));
    }

    private final ChromeDriver driver;
    private final String language;
    private final String server;

    private Browser(ChromeDriver driver, String language, int port) {
        this.driver = driver;
        this.language = language;
        this.server = "http://localhost:" + port;
    }

    /** A browser whose owner reads French, on the application at this port. */
    public static Browser inFrench(int port) {
        return open(port, "fr-FR");
    }

    public static Browser inEnglish(int port) {
        return open(port, "en-GB");
    }

    private static Browser open(int port, String language) {
        var idle = IDLE.remove(language);
        return new Browser(idle == null ? start(language) : idle, language, port).onDesktop();
    }

    private static ChromeDriver start(String language) {
        var chromium = firstOf("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
        var chromeDriver = firstOf("/usr/bin/chromedriver", "/usr/lib/chromium-browser/chromedriver");
        if (chromium.isEmpty() || chromeDriver.isEmpty()) {
            var missing = "BROWSER TESTS DID NOT RUN: Chromium and its driver are not installed. On Debian or Ubuntu:"
                    + " apt-get install chromium chromium-driver";
            if (System.getenv("CI") != null) {
                throw new IllegalStateException(missing);
            }
            System.err.println(missing);
            Assumptions.abort(missing);
        }
        var options = new ChromeOptions()
                .setBinary(chromium.orElseThrow().toFile())
                .addArguments(
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--disable-background-networking",
                        "--accept-lang=" + language)
                .setExperimentalOption("prefs", Map.of("intl.accept_languages", language));
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(chromeDriver.orElseThrow().toFile())
                .build();
        return new ChromeDriver(service, options);
    }

    private static Optional<Path> firstOf(String... places) {
        return Stream.of(places).map(Path::of).filter(Files::isExecutable).findFirst();
    }

    public ChromeDriver driver() {
        return driver;
    }

    /** The window of a phone. */
    public Browser onPhone() {
        return wide(390, 844);
    }

    /** The window of a tablet held upright. */
    public Browser onTablet() {
        return wide(768, 1024);
    }

    public Browser onDesktop() {
        return wide(DESKTOP.width, DESKTOP.height);
    }

    /** A window narrower than Chromium allows is emulated, so a phone's width is exactly that. */
    private Browser wide(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        return this;
    }

    public Browser go(String path) {
        driver.get(server + path);
        return this;
    }

    public Browser login(String userId, String password) {
        go("/login");
        type("#username", userId);
        type("#password", password);
        click("form.sheet button[type=submit]");
        patiently().until(page -> !page.getCurrentUrl().equals(server + "/login") && loaded());
        return this;
    }

    /** Waits until there is such an element and it can be seen. */
    public WebElement see(String css) {
        return patiently().until(ExpectedConditions.visibilityOfElementLocated(By.cssSelector(css)));
    }

    /** Waits until there is such an element, and reads it. */
    public String textOf(String css) {
        return patiently().until(page -> page.findElement(By.cssSelector(css)).getText());
    }

    /** Waits until the page says this. */
    public void seeText(String text) {
        patiently()
                .withMessage(() -> "\"" + text + "\" on a page that says: " + text())
                .until(page -> text().contains(text));
    }

    public void click(String css) {
        patiently().until(page -> {
            page.findElement(By.cssSelector(css)).click();
            return true;
        });
    }

    /** Tasklist shows this task, or what became of it, and nothing of its own; what follows happens in its form. */
    public void inTask(String title) {
        driver.switchTo().defaultContent();
        seeText(title);
        see("#paraphe-step");
        assertThat(textOf("h2.task")).isEqualTo(title);
        assertThat(see("h2.task").getCssValue("text-decoration-line")).isEqualTo("none");
        assertThat(driver.findElements(By.cssSelector(".task-removed-alert, .form-actions")))
                .noneMatch(WebElement::isDisplayed);
        driver.switchTo().frame(driver.findElement(By.cssSelector("#paraphe-step")));
        see("main");
    }

    /** A page that is just being replaced is looked at again; the driver has many words for it. */
    private WebDriverWait patiently() {
        var wait = new WebDriverWait(driver, PATIENCE);
        wait.ignoring(WebDriverException.class);
        return wait;
    }

    private boolean loaded() {
        return "complete".equals(driver.executeScript("return document.readyState"));
    }

    public void type(String css, String text) {
        var field = see(css);
        field.clear();
        field.sendKeys(text);
    }

    public String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    public boolean has(String css) {
        return !driver.findElements(By.cssSelector(css)).isEmpty();
    }

    /** No failure of WCAG 2.1 AA that axe can find on what is shown now. */
    public void assertAccessible() {
        var violations = new AxeBuilder().withTags(WCAG_2_1_AA).analyze(driver).getViolations();
        assertThat(violations.stream().map(Browser::told).toList())
                .as("accessibility of " + driver.getCurrentUrl())
                .isEmpty();
    }

    /** The beginnings of the elements that end beyond the edge, the innermost first. */
    private static final String BEYOND = """
            const edge = document.documentElement.clientWidth
            return [...document.querySelectorAll('main *')].filter(one => one.getBoundingClientRect().right > edge)
              .map(one => one.outerHTML.slice(0, 120)).reverse().slice(0, 5)""";

    /** Nobody wants to push a page sideways. */
    public void assertNoSidewaysScrolling() {
        var beyond = (Number) driver.executeScript(
                "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertThat(beyond.intValue())
                .as("pixels beyond the edge of %s: %s", driver.getCurrentUrl(), driver.executeScript(BEYOND))
                .isLessThanOrEqualTo(0);
    }

    /** What is shown now, as {@code target/screens/<name>.png}. */
    public void photograph(String name) {
        try {
            var folder = Files.createDirectories(Path.of("target/screens"));
            Files.write(folder.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String told(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + " at "
                + rule.getNodes().stream()
                        .map(node -> String.valueOf(node.getTarget()))
                        .collect(Collectors.joining(", "));
    }

    @Override
    public void close() {
        if (!forgot() || IDLE.putIfAbsent(language, driver) != null) {
            driver.quit();
        }
    }

    /** Whether the next one who uses it meets nothing of this one. */
    private boolean forgot() {
        try {
            driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
            driver.executeCdpCommand("Storage.clearDataForOrigin", Map.of("origin", server, "storageTypes", "all"));
            driver.get("about:blank");
            return true;
        } catch (WebDriverException e) {
            return false;
        }
    }
}
