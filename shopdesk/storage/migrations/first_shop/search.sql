CREATE VIRTUAL TABLE customer_search USING fts5 (
    search_text, content='customer', content_rowid='id', tokenize='trigram case_sensitive 1', detail=none, columnsize=0
);

-- else erased words stay in the index's pages
INSERT INTO customer_search (customer_search, rank) VALUES ('secure-delete', 1);

CREATE VIRTUAL TABLE customer_search_terms USING fts5vocab (customer_search, row);

CREATE TRIGGER customer_search_insert AFTER INSERT ON customer BEGIN
    INSERT INTO customer_search (rowid, search_text) VALUES (new.id, new.search_text);
END;

-- an external-content index forgets only what it is told word for word
CREATE TRIGGER customer_search_update AFTER UPDATE OF search_text ON customer WHEN new.search_text <> old.search_text BEGIN
    INSERT INTO customer_search (customer_search, rowid, search_text) VALUES ('delete', old.id, old.search_text);
    INSERT INTO customer_search (rowid, search_text) VALUES (new.id, new.search_text);
END;

CREATE TRIGGER customer_search_delete AFTER DELETE ON customer BEGIN
    INSERT INTO customer_search (customer_search, rowid, search_text) VALUES ('delete', old.id, old.search_text);
END;

-- the words of names, whole: found by exact words, once it is known which words were meant
CREATE VIRTUAL TABLE customer_words USING fts5 (
    name_words, content='customer', content_rowid='id', tokenize='ascii', detail=none, columnsize=0
);

INSERT INTO customer_words (customer_words, rank) VALUES ('secure-delete', 1);

CREATE VIRTUAL TABLE customer_words_terms USING fts5vocab (customer_words, row);

CREATE TABLE name_word ( -- each word of all names once: what was typed is compared with these
    length INTEGER NOT NULL CHECK (length = length(word)),
    word TEXT NOT NULL,
    PRIMARY KEY (length, word)
) STRICT, WITHOUT ROWID;

CREATE INDEX name_word_by_ending ON name_word (length, substr(word, -2), substr(word, -4, 2));

CREATE TRIGGER customer_words_insert AFTER INSERT ON customer BEGIN
    INSERT INTO customer_words (rowid, name_words) VALUES (new.id, new.name_words);
    INSERT INTO name_word (length, word)
        SELECT length(value), value FROM json_each(new.name_words) WHERE true ON CONFLICT DO NOTHING;
END;

-- a trigger may not say MATCH, which is what equality with the whole of an FTS5 table means
CREATE TRIGGER customer_words_update AFTER UPDATE OF name_words ON customer
WHEN new.name_words <> old.name_words BEGIN
    INSERT INTO customer_words (customer_words, rowid, name_words) VALUES ('delete', old.id, old.name_words);
    INSERT INTO customer_words (rowid, name_words) VALUES (new.id, new.name_words);
    INSERT INTO name_word (length, word)
        SELECT length(value), value FROM json_each(new.name_words) WHERE true ON CONFLICT DO NOTHING;
    DELETE FROM name_word
        WHERE (length, word) IN (SELECT length(value), value FROM json_each(old.name_words))
        AND NOT EXISTS (SELECT 1 FROM customer_words WHERE customer_words = '"' || word || '"');
END;

CREATE TRIGGER customer_words_delete AFTER DELETE ON customer BEGIN
    INSERT INTO customer_words (customer_words, rowid, name_words) VALUES ('delete', old.id, old.name_words);
    DELETE FROM name_word
        WHERE (length, word) IN (SELECT length(value), value FROM json_each(old.name_words))
        AND NOT EXISTS (SELECT 1 FROM customer_words WHERE customer_words = '"' || word || '"');
END;
