"""Measures other programs on the documents and questions that `search_speed --write FOLDER` generated.

    python3 rivals.py FOLDER [POSTGRES_URL]

Prints one line of JSON for each program, with the keys of search_speed; what cannot be had is said in a sentence.
"""

import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import time

QUESTIONS = 200


def read(folder):
    with open(os.path.join(folder, "docs.jsonl"), encoding="utf-8") as lines:
        documents = [json.loads(line)["text"] for line in lines]
    with open(os.path.join(folder, "queries.tsv"), encoding="utf-8") as lines:
        questions = [line.rstrip("\n").split("\t", 1)[1] for line in lines]
    return documents, questions[:QUESTIONS]


def told(name, documents, indexing, took):
    took = sorted(took)
    at = lambda share: round(took[min(len(took) - 1, int(len(took) * share))], 2)
    print(json.dumps({
        "program": name, "docs": len(documents), "docs_per_s": round(len(documents) / indexing),
        "p50_ms": at(0.5), "p99_ms": at(0.99),
    }), flush=True)


def timed(ask, questions):
    took = []
    for question in questions:
        began = time.perf_counter()
        ask(question)
        took.append((time.perf_counter() - began) * 1000)
    return took


def trigrams(question):
    """The question as FTS5 wants it: any of its trigrams, each in quotes."""
    pieces = re.findall(r"\w+", question)
    found = {piece[at:at + 3] for piece in pieces for at in range(len(piece) - 2)}
    return " OR ".join('"' + piece + '"' for piece in sorted(found))


def fts5(documents, questions):
    with tempfile.TemporaryDirectory() as folder:
        database = sqlite3.connect(os.path.join(folder, "rival.db"))
        try:
            database.execute("CREATE VIRTUAL TABLE rival USING fts5(text, tokenize = 'trigram')")
        except sqlite3.OperationalError as error:
            print(f"SQLite FTS5 (trigram) is left out: {error}.")
            return
        began = time.perf_counter()
        database.executemany("INSERT INTO rival VALUES (?)", ((text,) for text in documents))
        database.commit()
        indexing = time.perf_counter() - began
        questions = [match for match in map(trigrams, questions) if match]
        query = "SELECT rowid FROM rival WHERE rival MATCH ? ORDER BY rank LIMIT 10"
        took = timed(lambda match: database.execute(query, (match,)).fetchall(), questions)
        told("SQLite FTS5 (trigram)", documents, indexing, took)


def bm25s(documents, questions):
    folder = tempfile.mkdtemp()
    try:
        import bm25s as engine
        import jieba
    except ImportError:
        got = subprocess.run([sys.executable, "-m", "pip", "install", "-q", "--target", folder, "bm25s", "jieba", "numpy"],
                             capture_output=True, text=True)
        sys.path.insert(0, folder)
        try:
            import bm25s as engine
            import jieba
        except ImportError:
            print(f"bm25s with jieba is left out: pip could not install it ({got.stderr.strip()[-200:]}).")
            return
    jieba.setLogLevel(60)
    began = time.perf_counter()
    retriever = engine.BM25()
    retriever.index([jieba.lcut(text) for text in documents], show_progress=False)
    indexing = time.perf_counter() - began
    ask = lambda question: retriever.retrieve([jieba.lcut(question)], k=min(10, len(documents)), show_progress=False)
    told("bm25s with jieba", documents, indexing, timed(ask, questions))


def pg_trgm(documents, questions, url):
    def psql(text):
        return subprocess.run(["psql", url, "-qAt", "-v", "ON_ERROR_STOP=1"], input=text, capture_output=True, text=True)

    try:
        made = psql("CREATE EXTENSION IF NOT EXISTS pg_trgm; DROP TABLE IF EXISTS keshu_rival; "
                    "CREATE TABLE keshu_rival (id serial, text text);")
    except FileNotFoundError:
        print("PostgreSQL pg_trgm is left out: there is no psql here.")
        return
    if made.returncode:
        print(f"PostgreSQL pg_trgm is left out: {made.stderr.strip()}.")
        return
    began = time.perf_counter()
    rows = "\n".join(text.replace("\\", "\\\\").replace("\t", " ") for text in documents)
    filled = psql("COPY keshu_rival (text) FROM STDIN;\n" + rows + "\n\\.\n"
                  "CREATE INDEX ON keshu_rival USING gin (text gin_trgm_ops); ANALYZE keshu_rival;")
    indexing = time.perf_counter() - began
    if filled.returncode:
        print(f"PostgreSQL pg_trgm is left out: {filled.stderr.strip()[-200:]}.")
        return
    quoted = [question.replace("'", "''") for question in questions]
    asked = "".join(
        f"SELECT id FROM keshu_rival WHERE '{question}' <% text ORDER BY word_similarity('{question}', text) DESC LIMIT 10;\n"
        for question in quoted)
    answer = psql("\\timing on\n" + asked)
    took = [float(found) for found in re.findall(r"Time: ([0-9.]+) ms", answer.stdout)]
    if took:
        told("PostgreSQL pg_trgm", documents, indexing, took)
    else:
        print(f"PostgreSQL pg_trgm is left out: {answer.stderr.strip()[-200:]}.")
    psql("DROP TABLE keshu_rival;")


def main():
    documents, questions = read(sys.argv[1])
    fts5(documents, questions)
    bm25s(documents, questions)
    if len(sys.argv) > 2:
        pg_trgm(documents, questions, sys.argv[2])
    else:
        print("PostgreSQL pg_trgm is left out: no server was named.")


if __name__ == "__main__":
    main()
