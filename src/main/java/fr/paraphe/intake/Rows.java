package fr.paraphe.intake;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of a file, one after the other; at most one is held. */
interface Rows {

    /**
     * The next row; null after the last.
     *
     * @throws UnreadableFile if nothing from here on can be read; all rows before were good to read
     */
    @Nullable
    Row next() throws UnreadableFile, IOException;

    /** What the file calls its columns, by field. */
    Map<String, String> calledInFile();

    /** The columns of the file that mean nothing here; complete after the last row. */
    Set<String> unknownColumns();
}
