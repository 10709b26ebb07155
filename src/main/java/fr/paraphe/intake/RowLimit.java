package fr.paraphe.intake;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Stops a parser that swallows more than one row's worth of characters: an endless line, a quote never closed. */
final class RowLimit extends FilterReader {

    private final int limit;
    private long left;

    /** @param readAhead how many characters the parser itself may read beyond a row */
    RowLimit(Reader in, int limit, int readAhead) {
        super(in);
        this.limit = limit + readAhead;
        this.left = this.limit;
    }

    /** A new row begins. */
    void rowBegins() {
        left = limit;
    }

    @Override
    public int read() throws IOException {
        spend(1);
        return super.read();
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        var count = super.read(buffer, offset, length);
        spend(Math.max(count, 0));
        return count;
    }

    private void spend(int characters) throws RowTooLong {
        left -= characters;
        if (left < 0) {
            throw new RowTooLong();
        }
    }

    static final class RowTooLong extends IOException {}
}
