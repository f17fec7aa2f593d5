/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Marks the compiler checks: results that must be looked at, memory that is
 * released at the end of its scope, and the pair of helpers an owned type needs.
 * Nothing here is called at run time by itself.
 */
#ifndef BASE_ATTR_H
#define BASE_ATTR_H

#define MUST_USE __attribute__((warn_unused_result))
#define CLEANUP(function) __attribute__((cleanup(function)))
#define PRINTF(format_at, first_at) __attribute__((format(printf, format_at, first_at)))
#define UNUSED __attribute__((unused))

/*
 * Makes name_freep, for CLEANUP, and name_take, which hands ownership on.
 * The type is struct name and name_free(NULL) does nothing.
 */
#define OWNED(name)                                                                    \
    static inline UNUSED void name##_freep(struct name **owner)                        \
    {                                                                                  \
        name##_free(*owner);                                                           \
        *owner = (struct name *)0;                                                     \
    }                                                                                  \
    static inline UNUSED struct name *name##_take(struct name **owner)                 \
    {                                                                                  \
        struct name *taken = *owner;                                                   \
                                                                                       \
        *owner = (struct name *)0;                                                     \
        return taken;                                                                  \
    }

#define ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]))

#endif
