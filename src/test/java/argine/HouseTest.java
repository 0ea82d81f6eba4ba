// SPDX-License-Identifier: Apache-2.0
package argine;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Guards the doors of the house: who may import whom, and the rules of STYLE.md that a machine can
 * see.
 *
 * <p>A new room needs a line in {@link #DOORS}. A room that is not built yet breaks nothing.
 */
class HouseTest {
    /** Each room, and the rooms it may enter. {@code Main} may enter all. */
    private static final Map<String, Set<String>> DOORS =
            Map.ofEntries(
                    Map.entry("mail", Set.of()),
                    Map.entry("server", Set.of("mail")),
                    Map.entry("store", Set.of("mail")),
                    Map.entry("detect", Set.of("mail", "store")),
                    Map.entry("investigate", Set.of("mail", "server", "store", "detect")),
                    Map.entry("sweep", Set.of("mail", "server", "store")),
                    Map.entry("contain", Set.of("mail", "server", "store")),
                    Map.entry("audit", Set.of("mail", "server", "store")),
                    Map.entry("guard", Set.of("mail", "store", "detect")),
                    Map.entry("console", workrooms()),
                    Map.entry("cli", with(workrooms(), "console")));

    private static final Set<String> WORN_OUT_NAMES =
            Set.of(
                    "Manager",
                    "Helper",
                    "Util",
                    "Utils",
                    "Impl",
                    "Abstract",
                    "Handler",
                    "Data",
                    "Info");

    /** The lists of mail servers: with Main the only ones that know what products there are. */
    private static final String LISTS =
            "argine\\.server\\.(Servers|ConfigurationFinder|Directories|access\\.AccessFinder)";

    /** Rooms below the servers that are no product, and open to whoever may enter servers. */
    private static final Set<String> OPEN =
            Set.of("argine.server.access", "argine.server.follow", "argine.server.log");

    /** The room of ports, which a product fills. */
    private static final String PORTS = "argine.server.access";

    /** Where logs are read, with what a product's readers of lines are made of. */
    private static final String LOGS = "argine.server.log";

    /** Where the guard stands on the system it runs on, and on its resolver. */
    private static final String HOST = "argine.guard.wire.host";

    private static final Pattern SHELL =
            Pattern.compile("\"(/usr)?(/bin/)?(sh|bash|dash|zsh|env)\"");

    private static final JavaClasses HOUSE =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("argine");

    @Test
    void everyRoomHasItsDoors() {
        Set<String> rooms = new TreeSet<>();
        HOUSE.forEach(c -> rooms.add(roomOf(c)));
        rooms.remove("");
        rooms.removeAll(DOORS.keySet());
        assertEquals(
                Set.of(), rooms, "rooms without a line in HouseTest.DOORS and ARCHITECTURE.md");
    }

    @Test
    void nobodyGoesThroughAWall() {
        DOORS.forEach(
                (room, open) ->
                        check(
                                noClasses()
                                        .that(are(in(room)))
                                        .should()
                                        .dependOnClassesThat(are(inOtherRoomThan(with(open, room))))
                                        .as(room + " may enter " + new TreeSet<>(open) + " only")));
    }

    @Test
    void thereAreNoCirclesOfRooms() {
        check(slices().matching("argine.(*)..").should().beFreeOfCycles());
    }

    @Test
    void onlyTheListsKnowTheProducts() {
        check(
                noClasses()
                        .that(are(outsideOfProducts()))
                        .and()
                        .haveNameNotMatching(LISTS)
                        .and()
                        .doNotHaveFullyQualifiedName("argine.Main")
                        .should()
                        .dependOnClassesThat(are(productsOwn())));
    }

    @Test
    void onlyTheStoreOfTheGuardKnowsWhereThingsAreKept() {
        check(
                noClasses()
                        .that(are(in("guard")))
                        .and()
                        .doNotHaveFullyQualifiedName("argine.guard.GuardStore")
                        .should()
                        .dependOnClassesThat(are(keepers())));
    }

    @Test
    void onlyTheRoomOfTheHostAsksTheDns() {
        check(
                noClasses()
                        .that(are(describe("elsewhere", c -> !c.getPackageName().equals(HOST))))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("org.xbill.."));
    }

    @Test
    void productsDoNotKnowEachOther() {
        check(
                slices().matching("argine.server.(*)..")
                        .should()
                        .notDependOnEachOther()
                        .ignoreDependency(are(productsOwn()), are(inPackage(PORTS)))
                        .ignoreDependency(are(inPackage(PORTS)), are(productsOwn()))
                        .ignoreDependency(are(in("server")), are(inPackage(LOGS))));
    }

    @Test
    void onlyMainEndsTheProcess() {
        check(
                noClasses()
                        .that()
                        .doNotHaveFullyQualifiedName("argine.Main")
                        .should()
                        .callMethod(System.class, "exit", int.class)
                        .orShould()
                        .callMethod(Runtime.class, "halt", int.class));
    }

    @Test
    void outputGoesThroughTheSurroundings() {
        check(
                noClasses()
                        .should()
                        .accessField(System.class, "out")
                        .orShould()
                        .accessField(System.class, "err"));
    }

    @Test
    void theClockIsHandedIn() {
        check(
                noClasses()
                        .that()
                        .doNotHaveFullyQualifiedName("argine.cli.desk.Surroundings")
                        .and()
                        .doNotHaveFullyQualifiedName("argine.cli.Training")
                        .should()
                        .callMethod(System.class, "currentTimeMillis")
                        .orShould()
                        .accessTargetWhere(
                                describe("asks the machine for the time", HouseTest::asksTime)));
    }

    @Test
    void onlyServersStartProgramsAndNeverThroughAShell() throws IOException {
        check(
                noClasses()
                        .that(are(inOtherRoomThan(Set.of("server"))))
                        .should()
                        .dependOnClassesThat()
                        .areAssignableTo(ProcessBuilder.class));
        check(
                noClasses()
                        .should()
                        .accessTargetWhere(describe("Runtime.exec", HouseTest::runsText)));
        for (Path file : sources("src/main/java")) {
            assertTrue(!SHELL.matcher(Files.readString(file)).find(), file + " names a shell");
        }
    }

    @Test
    void classesAreFinalUnlessMadeToBeExtended() {
        check(classes().that(are(written())).should(beClosed()));
    }

    @Test
    void namesSayWhatAThingIs() {
        check(
                noClasses()
                        .should(
                                new ArchCondition<JavaClass>("have a worn-out word in its name") {
                                    @Override
                                    public void check(JavaClass item, ConditionEvents events) {
                                        boolean worn =
                                                words(item).anyMatch(WORN_OUT_NAMES::contains);
                                        events.add(
                                                new SimpleConditionEvent(
                                                        item, worn, item.getName()));
                                    }
                                }));
    }

    @Test
    void everyRoomIntroducesItselfAndKnowsNoNull() throws IOException {
        for (Path file : sources("src/main/java")) {
            Path introduction = file.resolveSibling("package-info.java");
            assertTrue(Files.exists(introduction), introduction + " is missing");
            assertTrue(
                    Files.readString(introduction).contains("@NullMarked"),
                    introduction.toString());
        }
    }

    @Test
    void everyFileSaysItsLicence() throws IOException {
        for (Path file : sources("src")) {
            if (!file.endsWith("package-info.java")) {
                assertTrue(
                        Files.readString(file)
                                .startsWith("// SPDX-License-Identifier: Apache-2.0\n"),
                        file + " does not begin with its SPDX line");
            }
        }
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(HOUSE);
    }

    private static Set<String> workrooms() {
        return Set.of(
                "mail",
                "server",
                "store",
                "detect",
                "investigate",
                "sweep",
                "contain",
                "audit",
                "guard");
    }

    private static Set<String> with(Set<String> rooms, String one) {
        Set<String> more = new TreeSet<>(rooms);
        more.add(one);
        return more;
    }

    /** The room a class is in; a room below a room belongs to it. Empty for the hall. */
    private static String roomOf(JavaClass c) {
        String[] parts = c.getPackageName().split("\\.", -1);
        return parts.length > 1 ? parts[1] : "";
    }

    private static DescribedPredicate<JavaClass> in(String room) {
        return describe("in " + room, c -> roomOf(c).equals(room));
    }

    private static DescribedPredicate<JavaClass> inOtherRoomThan(Set<String> rooms) {
        return describe(
                "in a room other than " + rooms,
                c -> c.getPackageName().matches("argine(\\..*)?") && !rooms.contains(roomOf(c)));
    }

    /** Each implements an interface of the store, and may give way to another. */
    private static DescribedPredicate<JavaClass> keepers() {
        return describe(
                "a place where something is kept",
                c ->
                        !c.isInterface()
                                && c.getAllRawInterfaces().stream()
                                        .anyMatch(i -> roomOf(i).equals("store"))
                                && c.isAssignableTo(Closeable.class));
    }

    private static DescribedPredicate<JavaClass> inPackage(String name) {
        return describe("in " + name, c -> c.getPackageName().equals(name));
    }

    private static DescribedPredicate<JavaClass> productsOwn() {
        return describe(
                "in the folder of a product",
                c ->
                        c.getPackageName().startsWith("argine.server.")
                                && !OPEN.contains(c.getPackageName()));
    }

    private static DescribedPredicate<JavaClass> outsideOfProducts() {
        return describe("outside of products", c -> !productsOwn().test(c));
    }

    private static boolean asksTime(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getName();
        boolean system = owner.equals(Clock.class.getName()) && name.startsWith("system");
        boolean now =
                owner.startsWith("java.time.")
                        && access.getTarget().getFullName().endsWith(".now()");
        return system || now;
    }

    private static boolean runsText(JavaAccess<?> access) {
        return access.getTargetOwner().isEquivalentTo(Runtime.class)
                && access.getName().equals("exec");
    }

    /** Classes that somebody wrote and named; the compiler makes others. */
    private static DescribedPredicate<JavaClass> written() {
        return describe(
                "written as classes",
                c ->
                        !c.isInterface()
                                && !c.isEnum()
                                && !c.isRecord()
                                && !c.isAnonymousClass()
                                && !c.getModifiers().contains(JavaModifier.SYNTHETIC)
                                && !c.getSimpleName().equals("package-info"));
    }

    private static ArchCondition<JavaClass> beClosed() {
        return new ArchCondition<>("be final, sealed or abstract") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                boolean closed =
                        item.getModifiers().contains(JavaModifier.FINAL)
                                || item.getModifiers().contains(JavaModifier.ABSTRACT)
                                || item.reflect().isSealed();
                events.add(new SimpleConditionEvent(item, closed, item.getName() + " is open"));
            }
        };
    }

    private static Stream<String> words(JavaClass c) {
        return Arrays.stream(c.getSimpleName().split("(?<=[a-z0-9])(?=[A-Z])", -1));
    }

    private static List<Path> sources(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(f -> f.toString().endsWith(".java")).sorted().toList();
        }
    }
}
