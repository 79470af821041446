/* test-tool-reports.c: what tools write for other programs, in JSON, is understood as what they write for people. Those of gcc, go
 * vet, rustc and shellcheck were printed by them. */
#include "tests/unit/debug/diagnosis-case.h"

static const Case cases[] = {
  { "sarif",
    "{\n  \"version\": \"2.1.0\",\n  \"runs\": [\n    {\n      \"tool\": { \"driver\": { \"name\": \"clang\" } },\n      \"results\": [\n"
    "        { \"level\": \"note\", \"message\": { \"text\": \"n\" }, \"ruleId\": \"\" },\n"
    "        { \"level\": \"error\", \"message\": { \"text\": \"use of undeclared identifier 'cuont'\" }, \"ruleId\": \"4567\",\n"
    "          \"locations\": [ { \"physicalLocation\": { \"artifactLocation\": { \"uri\": \"file:///w/my%20app/main.c\" },\n"
    "            \"region\": { \"startLine\": 4, \"startColumn\": 10, \"endColumn\": 15 } } } ] }\n      ]\n    }\n  ]\n}\n1 error generated.\n",
    "/w/my app/main.c", 4, 10, ASKG_DIAGNOSTIC_COMPILE, "use of undeclared identifier 'cuont' [4567]" },
  { "sarif-with-a-relative-path",
    "{\"$schema\":\"x\",\"version\":\"2.1.0\",\"runs\":[{\"results\":[{\"ruleId\":\"F821\",\"level\":\"error\",\"message\":{\"text\":\"Undefined name `x`\"},"
    "\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{\"uri\":\"src/a.c\"},\"region\":{\"startLine\":3}}}]}]}]}\n",
    "src/a.c", 3, 0, ASKG_DIAGNOSTIC_COMPILE, "Undefined name `x` [F821]" },
  { "gcc",
    "[{\"kind\": \"warning\", \"column-origin\": 1, \"option\": \"-Wunused-variable\", \"children\": [], \"locations\": [{\"caret\": {\"file\": \"a.c\","
    " \"line\": 3, \"display-column\": 7, \"byte-column\": 7, \"column\": 7}}], \"message\": \"unused variable ‘k’\"},"
    " {\"kind\": \"error\", \"column-origin\": 1, \"children\": [{\"kind\": \"note\", \"locations\": [{\"caret\": {\"file\": \"a.h\", \"line\": 1, \"column\": 5}}],"
    " \"message\": \"declared here\"}], \"locations\": [{\"caret\": {\"file\": \"a.c\", \"line\": 4, \"display-column\": 10, \"byte-column\": 10, \"column\": 10},"
    " \"finish\": {\"file\": \"a.c\", \"line\": 4, \"column\": 14}}], \"escape-source\": false, \"message\": \"‘cuont’ undeclared\"}]\nmake: *** [Makefile:2: a.o] Error 1\n",
    "a.c", 4, 10, ASKG_DIAGNOSTIC_COMPILE, "‘cuont’ undeclared" },
  { "mypy",
    "{\"file\": \"app.py\", \"line\": 2, \"column\": 0, \"message\": \"x is an int\", \"hint\": null, \"code\": null, \"severity\": \"note\"}\n"
    "{\"file\": \"app.py\", \"line\": 3, \"column\": 11, \"message\": \"Incompatible return value type (got \\\"int\\\", expected \\\"str\\\")\", \"hint\": \"\","
    " \"code\": \"return-value\", \"severity\": \"error\"}\n",
    "app.py", 3, 12, ASKG_DIAGNOSTIC_COMPILE, "Incompatible return value type (got \"int\", expected \"str\") [return-value]" },
  { "go-vet",
    "# example.com/app\n{\n\t\"example.com/app\": {\n\t\t\"printf\": [\n\t\t\t{\n\t\t\t\t\"posn\": \"/w/main.go:6:2\",\n"
    "\t\t\t\t\"message\": \"fmt.Printf format %d has arg \\\"a\\\" of wrong type string\"\n\t\t\t}\n\t\t]\n\t}\n}\n",
    "/w/main.go", 6, 2, ASKG_DIAGNOSTIC_COMPILE, "fmt.Printf format %d has arg \"a\" of wrong type string" },
  { "eslint",
    "[{\"filePath\":\"/w/fine.js\",\"messages\":[],\"errorCount\":0},{\"filePath\":\"/w/src/cart.js\",\"messages\":[{\"ruleId\":\"no-var\",\"severity\":1,"
    "\"message\":\"Unexpected var\",\"line\":1,\"column\":1},{\"ruleId\":\"no-undef\",\"severity\":2,\"message\":\"'total' is not defined.\",\"line\":3,\"column\":5}],"
    "\"errorCount\":1,\"source\":\"var a = \\\"}]\\\";\\n\"}]\n",
    "/w/src/cart.js", 3, 5, ASKG_DIAGNOSTIC_COMPILE, "'total' is not defined." },
  { "eslint-whose-first-message-is-none",
    "[{\"filePath\":\"/w/a.js\",\"messages\":[{\"ruleId\":\"no-var\",\"severity\":1,\"message\":\"Unexpected var\",\"line\":1,\"column\":1}]},"
    "{\"filePath\":\"/w/b.js\",\"messages\":[{\"ruleId\":\"x\",\"line\":1},{\"ruleId\":\"no-undef\",\"severity\":2,"
    "\"message\":\"'total' is not defined.\",\"line\":3,\"column\":5}]}]\n",
    "/w/b.js", 3, 5, ASKG_DIAGNOSTIC_COMPILE, "'total' is not defined." },
  { "ruff",
    "[\n  {\n    \"cell\": null,\n    \"code\": \"F821\",\n    \"end_location\": {\n      \"column\": 8,\n      \"row\": 3\n    },\n    \"filename\": \"/w/app.py\",\n"
    "    \"fix\": null,\n    \"location\": {\n      \"column\": 7,\n      \"row\": 3\n    },\n    \"message\": \"Undefined name `x`\",\n    \"noqa_row\": 3\n  }\n]",
    "/w/app.py", 3, 7, ASKG_DIAGNOSTIC_COMPILE, "Undefined name `x`" },
  { "pylint",
    "[\n    {\n        \"type\": \"convention\",\n        \"line\": 1,\n        \"column\": 0,\n        \"path\": \"app.py\",\n        \"symbol\": \"missing-docstring\",\n"
    "        \"message\": \"Missing docstring\",\n        \"message-id\": \"C0114\"\n    },\n    {\n        \"type\": \"error\",\n        \"line\": 3,\n        \"column\": 6,\n"
    "        \"path\": \"app.py\",\n        \"symbol\": \"undefined-variable\",\n        \"message\": \"Undefined variable 'x'\",\n        \"message-id\": \"E0602\"\n    }\n]\n",
    "app.py", 3, 7, ASKG_DIAGNOSTIC_COMPILE, "Undefined variable 'x' (undefined-variable)" },
  { "shellcheck",
    "[{\"file\":\"a.sh\",\"line\":3,\"endLine\":3,\"column\":1,\"endColumn\":3,\"level\":\"error\",\"code\":1046,\"message\":\"Couldn't find 'fi' for this 'if'.\",\"fix\":null}]\n",
    "a.sh", 3, 1, ASKG_DIAGNOSTIC_SHELL, "Couldn't find 'fi' for this 'if'. [SC1046]" },
  { "shellcheck-of-a-later-format",
    "{\"comments\":[{\"file\":\"a.sh\",\"line\":3,\"endLine\":3,\"column\":1,\"endColumn\":3,\"level\":\"error\",\"code\":1046,\"message\":\"Couldn't find 'fi' for this 'if'.\",\"fix\":null}]}\n",
    "a.sh", 3, 1, ASKG_DIAGNOSTIC_SHELL, "Couldn't find 'fi' for this 'if'. [SC1046]" },
  { "pyright",
    "{\n    \"version\": \"1.1.350\",\n    \"generalDiagnostics\": [\n        {\n            \"file\": \"/w/app.py\",\n            \"severity\": \"error\",\n"
    "            \"message\": \"\\\"x\\\" is not defined\",\n            \"range\": {\n                \"start\": {\n                    \"line\": 2,\n                    \"character\": 6\n"
    "                }\n            },\n            \"rule\": \"reportUndefinedVariable\"\n        }\n    ],\n    \"summary\": { \"errorCount\": 1 }\n}\n",
    "/w/app.py", 3, 7, ASKG_DIAGNOSTIC_COMPILE, "\"x\" is not defined (reportUndefinedVariable)" },
  { "golangci-lint",
    "{\"Issues\":[{\"FromLinter\":\"errcheck\",\"Text\":\"Error return value is not checked\",\"Pos\":{\"Filename\":\"main.go\",\"Offset\":50,\"Line\":7,\"Column\":9}}],\"Report\":{}}\n",
    "main.go", 7, 9, ASKG_DIAGNOSTIC_COMPILE, "Error return value is not checked (errcheck)" },
  { "jest",
    "{\"numFailedTests\":1,\"numPassedTests\":0,\"success\":false,\"testResults\":[{\"assertionResults\":[],\"message\":\"\\u001b[1m  ● cart › sums\\u001b[22m\\n\\n"
    "    expect(received).toBe(expected)\\n\\n    Expected: 6\\n    Received: 3\\n\\n      at Object.toBe (cart.test.js:5:30)\\n\",\"name\":\"/w/cart.test.js\","
    "\"status\":\"failed\"}],\"wasInterrupted\":false}\n",
    "cart.test.js", 5, 30, ASKG_DIAGNOSTIC_TEST, "expect(received).toBe(expected)" },
  { "vitest",
    "{\"numTotalTests\":1,\"numFailedTests\":1,\"testResults\":[{\"assertionResults\":[{\"status\":\"failed\",\"failureMessages\":[\"AssertionError: expected -1 to be 3\\n"
    "    at /w/sum.test.mjs:4:21\\n    at file:///w/node_modules/vitest/x.js:1:1\"]}],\"status\":\"failed\",\"message\":\"\",\"name\":\"/w/sum.test.mjs\"}]}\n",
    "/w/sum.test.mjs", 4, 21, ASKG_DIAGNOSTIC_TEST, "AssertionError: expected -1 to be 3" },
  { "rustc",
    "{\"$message_type\":\"diagnostic\",\"message\":\"mismatched types\",\"code\":{\"code\":\"E0308\"},\"level\":\"error\",\"rendered\":\"error[E0308]: mismatched types\\n"
    " --> src/main.rs:3:18\\n\"}\n",
    "src/main.rs", 3, 18, ASKG_DIAGNOSTIC_COMPILE, "mismatched types" },
  { "no-report", "{\n  \"a\": 1\n}\n[\n]\na.c:2:1: error: e\n", "a.c", 2, 1, ASKG_DIAGNOSTIC_COMPILE, "e" },
  { "a-bracket-that-is-never-closed", "{\na.c:2:1: error: e\n}\n", "a.c", 2, 1, ASKG_DIAGNOSTIC_COMPILE, "e" },
  { "a-report-that-is-never-whole", "[{\"filePath\":\"/w/a.js\",\"messages\":[\na.c:2:1: error: e\n", "a.c", 2, 1, ASKG_DIAGNOSTIC_COMPILE, "e" },
};

/* One more than the largest number there is would be the smallest one. */
static void
test_a_number_that_no_file_has (void)
{
  static const char output[] = "{\"file\": \"app.py\", \"line\": 3, \"column\": 9223372036854775807, \"message\": \"m\", \"hint\": null,"
                               " \"code\": null, \"severity\": \"error\"}\n";
  g_autoptr(AskgDiagnosis) diagnosis = understand (output, strlen (output), 0);
  const AskgDiagnostic *root = askg_diagnosis_get_root (diagnosis);

  g_assert_nonnull (root);
  g_assert_cmpstr (root->file, ==, "app.py");
  g_assert_cmpuint (root->line, ==, 3);
  g_assert_cmpstr (root->message, ==, "m");
}

/* A terminal loses the rest of such a line. */
static void
test_a_report_in_a_line_without_an_end (void)
{
  g_autoptr(GString) output = g_string_new ("[{\"filePath\":\"/w/src/cart.js\",\"messages\":[{\"ruleId\":\"no-undef\",\"severity\":2,"
                                            "\"message\":\"'total' is not defined.\",\"line\":3,\"column\":5}],\"errorCount\":1,\"source\":\"");
  g_autoptr(AskgDiagnosis) diagnosis = NULL;
  const AskgDiagnostic *root;

  for (guint i = 0; i < 30000; i++)
    g_string_append (output, "// {[ ");
  g_string_append (output, "\"}]\n");
  diagnosis = understand (output->str, output->len, 0);
  root = askg_diagnosis_get_root (diagnosis);
  g_assert_nonnull (root);
  g_assert_cmpstr (root->file, ==, "/w/src/cart.js");
  g_assert_cmpuint (root->line, ==, 3);
}

/* Neither deep nor endless brackets take more than a look at each byte. */
static void
test_brackets_without_end (void)
{
  g_autoptr(GString) output = g_string_new (NULL);
  g_autoptr(AskgDiagnosis) diagnosis = NULL;

  for (guint i = 0; i < 30000; i++)
    g_string_append (output, i % 3 == 0 ? "[{\"a\":\n" : "[{}\n");
  g_string_append (output, "a.c:2:1: error: e\n");
  diagnosis = understand (output->str, output->len, 0);
  g_assert_cmpstr (askg_diagnosis_get_root (diagnosis)->message, ==, "e");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/debug/tool-reports/root/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_the_root_leads_wherever_it_is_cut);
    }
  g_test_add_func ("/debug/tool-reports/a-number-that-no-file-has", test_a_number_that_no_file_has);
  g_test_add_func ("/debug/tool-reports/cut-off", test_a_report_in_a_line_without_an_end);
  g_test_add_func ("/debug/tool-reports/brackets", test_brackets_without_end);

  return g_test_run ();
}
