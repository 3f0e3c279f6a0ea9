/** A JSON value. What comes over the wire or from storage is this until its shape is known. */
export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };
export type JsonObject = { [name: string]: Json };
