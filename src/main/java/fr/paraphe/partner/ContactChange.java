package fr.paraphe.partner;

import org.jspecify.annotations.Nullable;

/** One change of one field: what stood there before, and what stands there now. */
public record ContactChange(
        ContactField field,
        @Nullable String before,
        @Nullable String after) {}
