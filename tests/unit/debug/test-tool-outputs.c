/* test-tool-outputs.c: what many tools print, in lines made up in their shape: which of them is the one to be mended. */
#include "tests/unit/debug/diagnosis-case.h"

static const Case cases[] = {
  { "jasmine", "Randomized with seed 12345\nStarted\n.F\n\nFailures:\n1) Cart sums up\n  Message:\n    Expected 3 to be 6.\n  Stack:\n        at <Jasmine>\n"
    "        at UserContext.<anonymous> (/w/spec/cart.spec.js:5:20)\n        at <Jasmine>\n\n2 specs, 1 failure\nFinished in 0.01 seconds\n",
    "/w/spec/cart.spec.js", 5, 20, ASKG_DIAGNOSTIC_TEST, "Expected 3 to be 6." },
  { "jasmine-throws", "Failures:\n1) Cart sums up\n  Message:\n    TypeError: Cannot read properties of undefined (reading 'n')\n  Stack:\n"
    "        at sum (/w/src/cart.js:3:14)\n        at UserContext.<anonymous> (/w/spec/cart.spec.js:5:20)\n        at <Jasmine>\n\n1 spec, 1 failure\n",
    "/w/src/cart.js", 3, 14, ASKG_DIAGNOSTIC_TEST, "TypeError: Cannot read properties of undefined (reading 'n')" },
  { "pyright", "/w/app.py\n  /w/app.py:2:8 - warning: Import \"os\" is not accessed\n  /w/app.py:3:12 - error: \"x\" is possibly unbound (reportPossiblyUnbound)\n"
    "1 error, 1 warning, 0 informations\n",
    "/w/app.py", 3, 12, ASKG_DIAGNOSTIC_COMPILE, "\"x\" is possibly unbound (reportPossiblyUnbound)" },
  { "pyright-in-two-lines", "/w/app.py\n  /w/app.py:7:5 - error: Argument of type \"Literal['a']\" cannot be assigned to parameter \"n\" of type \"int\"\n"
    "    \"Literal['a']\" is not assignable to \"int\" (reportArgumentType)\n1 error, 0 warnings, 0 informations\n",
    "/w/app.py", 7, 5, ASKG_DIAGNOSTIC_COMPILE, "Argument of type \"Literal['a']\" cannot be assigned to parameter \"n\" of type \"int\"" },
  { "yamllint", "conf/app.yaml\n  1:1       warning  missing document start \"---\"  (document-start)\n"
    "  3:5       error    syntax error: mapping values are not allowed here (syntax)\n\n",
    "conf/app.yaml", 3, 5, ASKG_DIAGNOSTIC_CONFIG, "syntax error: mapping values are not allowed here (syntax)" },
  { "yamllint-for-programs", "conf/app.yaml:1:1: [warning] missing document start \"---\" (document-start)\n"
    "conf/app.yaml:3:5: [error] syntax error: mapping values are not allowed here (syntax)\n",
    "conf/app.yaml", 3, 5, ASKG_DIAGNOSTIC_CONFIG, "syntax error: mapping values are not allowed here (syntax)" },
  { "boost", "Running 2 test cases...\ntests/sums.cpp(7): error: in \"sums/adds\": check add(1, 1) == 3 has failed [2 != 3]\n\n"
    "*** 1 failure is detected in the test module \"sums\"\n",
    "tests/sums.cpp", 7, 0, ASKG_DIAGNOSTIC_TEST, "check add(1, 1) == 3 has failed [2 != 3]" },
  { "boost-ends-a-test", "Running 2 test cases...\ntests/sums.cpp(9): fatal error: in \"sums/opens\": critical check file.is_open() has failed\n\n"
    "*** 1 failure is detected in the test module \"sums\"\n",
    "tests/sums.cpp", 9, 0, ASKG_DIAGNOSTIC_TEST, "critical check file.is_open() has failed" },
  { "boost-throws", "Running 1 test case...\nunknown location(0): fatal error: in \"sums/reads\": std::out_of_range: map::at\n"
    "tests/sums.cpp(12): last checkpoint\n\n*** 1 failure is detected in the test module \"sums\"\n",
    "tests/sums.cpp", 12, 0, ASKG_DIAGNOSTIC_TEST, "std::out_of_range: map::at" },
  { "cmocka", "[==========] tests: Running 2 test(s).\n[ RUN      ] sums\n[  ERROR   ] --- 0x2 != 0x3\n[   LINE   ] --- test_sums.c:7: error: Failure!\n"
    "[  FAILED  ] sums\n[ RUN      ] other\n[       OK ] other\n[==========] tests: 2 test(s) run.\n[  PASSED  ] 1 test(s).\n"
    "[  FAILED  ] tests: 1 test(s), listed below:\n[  FAILED  ] sums\n\n 1 FAILED TEST(S)\n",
    "test_sums.c", 7, 0, ASKG_DIAGNOSTIC_TEST, "0x2 != 0x3" },
  { "unity", "test_sums.c:12:test_adds:FAIL: Expected 3 Was 4\n\n-----------------------\n2 Tests 1 Failures 0 Ignored\nFAIL\n", "test_sums.c", 12, 0,
    ASKG_DIAGNOSTIC_TEST, "Expected 3 Was 4" },
  { "check", "Running suite(s): Money\n0%: Checks: 1, Failures: 1, Errors: 0\ncheck_money.c:9:F:Core:test_create:0: Assertion 'n == 5' failed: n == 4\n",
    "check_money.c", 9, 0, ASKG_DIAGNOSTIC_TEST, "Assertion 'n == 5' failed: n == 4" },
  { "googletest-with-values", "[ RUN      ] Calc.HalfOdd\ntest_calc.cc:4: Failure\nExpected equality of these values:\n  half(9)\n    Which is: 5\n  4\nrounding\n\n"
    "[  FAILED  ] Calc.HalfOdd (0 ms)\n[  FAILED  ] 1 test, listed below:\n[  FAILED  ] Calc.HalfOdd\n\n 1 FAILED TEST\n",
    "test_calc.cc", 4, 0, ASKG_DIAGNOSTIC_TEST, "Expected equality of these values: half(9) Which is: 5 4 rounding" },
  { "catch2-with-values", "-----\nsums\n-----\nt.cpp:3\n.....\n\nt.cpp:5: FAILED:\n  CHECK( add(1, 1) == 3 )\nwith expansion:\n  2 == 3\n\n=====\ntest cases: 1 | 1 failed\n",
    "t.cpp", 5, 0, ASKG_DIAGNOSTIC_TEST, "CHECK( add(1, 1) == 3 ) with expansion: 2 == 3" },
  { "gcc-in-japanese", "main.c: 関数 ‘main’ 内:\nmain.c:3:7: 警告: 使用されない変数 ‘k’ です [-Wunused-variable]\n"
    "main.c:4:10: エラー: ‘cuont’ が宣言されていません (この関数内での最初の使用)\nmake: *** [Makefile:2: main.o] エラー 1\n",
    "main.c", 4, 10, ASKG_DIAGNOSTIC_COMPILE, "‘cuont’ が宣言されていません (この関数内での最初の使用)" },
  { "gcc-in-japanese-fatal", "main.c:1:10: 致命的エラー: zorgle.h: そのようなファイルやディレクトリはありません\nコンパイルを停止しました。\n", "main.c", 1, 10,
    ASKG_DIAGNOSTIC_COMPILE, "zorgle.h: そのようなファイルやディレクトリはありません" },
  { "javac-names-the-symbol-below", "a/Use.java:9: error: cannot find symbol\n    return s.lenght();\n            ^\n  symbol:   method lenght()\n"
    "  location: variable s of type String\n1 error\n", "a/Use.java", 9, 0, ASKG_DIAGNOSTIC_COMPILE, "cannot find symbol: lenght()" },
  { "bash-of-a-recipe", "/bin/bash: -c: line 1: syntax error near unexpected token `fi'\n/bin/bash: -c: line 1: `if true; fi'\nmake: *** [Makefile:4: check] Error 2\n",
    "Makefile", 4, 0, ASKG_DIAGNOSTIC_SHELL, "syntax error near unexpected token `fi'" },
  { "go-race-in-a-test", "==================\nWARNING: DATA RACE\nRead at 0x00c0 by goroutine 8:\n  a/count.TestCount.func1()\n      /w/count_test.go:13 +0x33\n\n"
    "Previous write at 0x00c0 by goroutine 9:\n  a/count.TestCount.func2()\n      /w/count_test.go:15 +0x45\n==================\n"
    "--- FAIL: TestCount (0.00s)\n    testing.go:1712: race detected during execution of test\nFAIL\n",
    "/w/count_test.go", 13, 0, ASKG_DIAGNOSTIC_SANITIZER, "DATA RACE" },
  { "pkg-config-alone", "Package geo was not found in the pkg-config search path.\nPerhaps you should add the directory containing `geo.pc'\n"
    "to the PKG_CONFIG_PATH environment variable\nPackage 'geo', required by 'virtual:world', not found\n",
    NULL, 0, 0, ASKG_DIAGNOSTIC_DEPENDENCY, "Package geo was not found in the pkg-config search path." },
  { "pkg-config-called-by-a-makefile", "Package geo was not found in the pkg-config search path.\nmap.c:3:10: fatal error: geo.h: No such file or directory\n",
    "map.c", 3, 10, ASKG_DIAGNOSTIC_COMPILE, "geo.h: No such file or directory" },
  { "go-cycle", "package a\n\timports b from a.go\n\timports a from b.go: import cycle not allowed\n", NULL, 0, 0, ASKG_DIAGNOSTIC_COMPILE, "import cycle not allowed" },
  { "git-settings", "fatal: bad config line 6 in file .git/config\n", ".git/config", 6, 0, ASKG_DIAGNOSTIC_CONFIG, "bad config line 6 in file .git/config" },
  { "a-place-in-words", "frobbing: error: bad key (from line 2 of conf/frob.ini)\n", "conf/frob.ini", 2, 0, ASKG_DIAGNOSTIC_CONFIG,
    "frobbing: error: bad key (from line 2 of conf/frob.ini)" },
  { "node-breaks-by-itself", "node:events:502\n      throw er; // Unhandled 'error' event\n      ^\n\nError: connect ECONNREFUSED 127.0.0.1:9\n"
    "    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1611:16)\n", NULL, 0, 0, ASKG_DIAGNOSTIC_IO, "Error: connect ECONNREFUSED 127.0.0.1:9" },
  { "doctest", "**********\nFile \"/w/shapes.py\", line 4, in shapes.area\nFailed example:\n    area(3)\nExpected:\n    9\nGot:\n    6\n**********\n1 items had failures:\n"
    "   1 of   1 in shapes.area\n***Test Failed*** 1 failures.\n", "/w/shapes.py", 4, 0, ASKG_DIAGNOSTIC_TEST, "Failed example: area(3)" },
  { "group-of-exceptions", "  + Exception Group Traceback (most recent call last):\n  |   File \"jobs.py\", line 7, in main\n  |     async with g:\n"
    "  | ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)\n  +-+---------------- 1 ----------------\n"
    "    | Traceback (most recent call last):\n    |   File \"jobs.py\", line 4, in share\n    |     return a / b\n    | ZeroDivisionError: division by zero\n"
    "    +------------------------------------\n", "jobs.py", 4, 0, ASKG_DIAGNOSTIC_RUNTIME, "ZeroDivisionError: division by zero" },
  { "cargo-tells-causes", "error: failed to parse manifest at `/w/Cargo.toml`\n\nCaused by:\n  feature `default` includes `fast` which is neither\n", "/w/Cargo.toml", 0, 0,
    ASKG_DIAGNOSTIC_CONFIG, "failed to parse manifest at `/w/Cargo.toml`: feature `default` includes `fast` which is neither" },
  { "tcl", "can't read \"hst\": no such variable\n    while executing\n\"puts $hst\"\n    (file \"conf.tcl\" line 3)\n", "conf.tcl", 3, 0, ASKG_DIAGNOSTIC_RUNTIME,
    "can't read \"hst\": no such variable" },
  { "a-banner-of-ssh", "@@@@@@@@@@@@@@@@@@@@\n@  WARNING: UNPROTECTED PRIVATE KEY FILE!  @\n@@@@@@@@@@@@@@@@@@@@\nPermissions 0644 for 'key' are too open.\n"
    "It is required that your private key files are NOT accessible by others.\nLoad key \"key\": bad permissions\n", "key", 0, 0, ASKG_DIAGNOSTIC_IO,
    "Permissions 0644 for 'key' are too open." },
  { "javac-in-japanese", "Main.java:3: エラー: シンボルを見つけられません\n    return cuont;\n           ^\n  シンボル:   変数 cuont\n  場所: クラス Main\nエラー1個\n", "Main.java", 3, 0,
    ASKG_DIAGNOSTIC_COMPILE, "シンボルを見つけられません" },
  { "bash-in-japanese", "run.sh: 行 3: frobble: コマンドが見つかりません\n", "run.sh", 3, 0, ASKG_DIAGNOSTIC_SHELL, "frobble: コマンドが見つかりません" },
  { "make-in-japanese", "make: *** 'all' に必要なターゲット 'x.o' を make するルールがありません.  中止.\n", NULL, 0, 0, ASKG_DIAGNOSTIC_CONFIG,
    "'all' に必要なターゲット 'x.o' を make するルールがありません" },
  { "stamped", "2026-03-04T10:11:12.345Z a.c:2:1: error: e\n", "a.c", 2, 1, ASKG_DIAGNOSTIC_COMPILE, "e" },
  { "stamped-by-a-ci-with-job-and-step", "build\tRun make\t2026-03-04T10:11:12.3456789Z a.c:2:1: error: e\n", "a.c", 2, 1, ASKG_DIAGNOSTIC_COMPILE, "e" },
  { "step-of-a-container", "#12 3.456 a.c:2:1: error: e\n#12 ERROR: process \"/bin/sh -c make\" did not complete successfully: exit code: 2\n",
    "a.c", 2, 1, ASKG_DIAGNOSTIC_COMPILE, "e" },
  { "package-in-brackets", "[web] Traceback (most recent call last):\n[web]   File \"a.py\", line 3, in f\n[web] KeyError: 'x'\n",
    "a.py", 3, 0, ASKG_DIAGNOSTIC_RUNTIME, "KeyError: 'x'" },
  { "two-services-at-once",
    "api-1  | Traceback (most recent call last):\nweb-1  | listening\napi-1  |   File \"a.py\", line 3, in f\nweb-1  | GET / 200\napi-1  | KeyError: 'x'\n",
    "a.py", 3, 0, ASKG_DIAGNOSTIC_RUNTIME, "KeyError: 'x'" },
  { "ant", "    [javac] /w/A.java:3: error: ';' expected\n    [javac]   int x = 1\n", "/w/A.java", 3, 0, ASKG_DIAGNOSTIC_COMPILE, "';' expected" },
  { "cargo-json", "{\"reason\":\"compiler-message\",\"message\":{\"rendered\":\"error[E0308]: mismatched types\\n --> src/main.rs:3:18\\n\"}}\n",
    "src/main.rs", 3, 18, ASKG_DIAGNOSTIC_COMPILE, "mismatched types" },
  { "go-test-json", "{\"Action\":\"output\",\"Output\":\"=== RUN   TestSum\\n\"}\n{\"Action\":\"output\",\"Output\":\"    sum_test.go:7: sum is 3\\n\"}\n",
    "sum_test.go", 7, 0, ASKG_DIAGNOSTIC_TEST, "sum is 3" },
  { "log-in-json", "{\"level\":\"info\",\"msg\":\"up\"}\n{\"level\":\"error\",\"msg\":\"payment declined\"}\n", NULL, 0, 0, ASKG_DIAGNOSTIC_RUNTIME,
    "error: payment declined" },
  { "maven-compiler", "[INFO] Building shop 1\n[ERROR] COMPILATION ERROR : \n[ERROR] /w/src/main/java/App.java:[5,13] cannot find symbol\n[ERROR]   symbol:   variable x\n"
    "[INFO] BUILD FAILURE\n[ERROR] Failed to execute goal org.x:y:1:compile on project shop: Compilation failure\n",
    "/w/src/main/java/App.java", 5, 13, ASKG_DIAGNOSTIC_COMPILE, "cannot find symbol" },
  { "maven-broken-pom", "[ERROR] [ERROR] Some problems were encountered while processing the POMs:\n"
    "[FATAL] Non-parseable POM /w/pom.xml: end tag (position: TEXT @6:10)  @ line 6, column 10\n",
    "/w/pom.xml", 6, 10, ASKG_DIAGNOSTIC_CONFIG, "Non-parseable POM /w/pom.xml: end tag (position: TEXT @6:10)  @ line 6, column 10" },
  { "maven-names-the-pom-later", "[ERROR] 'dependencies.dependency.version' for a:b:jar is missing. @ line 12, column 17\n"
    "[ERROR] The build could not read 1 project -> [Help 1]\n[ERROR]   The project shop:shop:1 (/w/pom.xml) has 1 error\n",
    "/w/pom.xml", 12, 17, ASKG_DIAGNOSTIC_CONFIG, "'dependencies.dependency.version' for a:b:jar is missing. @ line 12, column 17" },
  { "surefire", "[ERROR] shop.CartTest.sums -- Time elapsed: 0.02 s <<< FAILURE!\norg.opentest4j.AssertionFailedError: expected: <6> but was: <3>\n"
    "\tat org.junit.jupiter.api.Assertions.fail(Assertions.java:9)\n\tat shop.CartTest.sums(CartTest.java:12)\n"
    "[ERROR] Tests run: 1, Failures: 1, Errors: 0\n",
    "shop/CartTest.java", 12, 0, ASKG_DIAGNOSTIC_TEST, "org.opentest4j.AssertionFailedError: expected: <6> but was: <3>" },
  { "gradle-script", "FAILURE: Build failed with an exception.\n\n* Where:\nBuild file '/w/build.gradle' line: 5\n\n* What went wrong:\n"
    "A problem occurred evaluating root project 'shop'.\n> Could not get unknown property 'x'\n\n* Try:\n> Run with --stacktrace\n",
    "/w/build.gradle", 5, 0, ASKG_DIAGNOSTIC_CONFIG, "Could not get unknown property 'x'" },
  { "gradle-javac", "/w/A.java:3: error: ';' expected\n  int x = 1\n           ^\n> Task :compileJava FAILED\n\nFAILURE: Build failed with an exception.\n\n"
    "* What went wrong:\nExecution failed for task ':compileJava'.\n> Compilation failed; see the compiler error output for details.\n\n",
    "/w/A.java", 3, 0, ASKG_DIAGNOSTIC_COMPILE, "';' expected" },
  { "gradle-test", "CartTest > sums() FAILED\n    org.opentest4j.AssertionFailedError: expected: <6> but was: <3> at CartTest.java:12\n\n1 test completed, 1 failed\n",
    "CartTest.java", 12, 0, ASKG_DIAGNOSTIC_TEST, "org.opentest4j.AssertionFailedError: expected: <6> but was: <3>" },
  { "kotlin", "e: file:///w/Main.kt:3:5 Unresolved reference: x\n", "/w/Main.kt", 3, 5, ASKG_DIAGNOSTIC_COMPILE, "Unresolved reference: x" },
  { "kotlin-before-1.9", "e: /w/Main.kt: (3, 5): Unresolved reference: x\n", "/w/Main.kt", 3, 5, ASKG_DIAGNOSTIC_COMPILE, "Unresolved reference: x" },
  { "eslint", "\n/w/src/cart.js\n  1:1  warning  Unexpected var  no-var\n  3:3  error    'total' is not defined  no-undef\n\n✖ 2 problems (1 error, 1 warning)\n",
    "/w/src/cart.js", 3, 3, ASKG_DIAGNOSTIC_COMPILE, "'total' is not defined" },
  { "tsc-plain", "src/a.ts(3,5): error TS2322: Type 'string' is not assignable\n", "src/a.ts", 3, 5, ASKG_DIAGNOSTIC_COMPILE, "Type 'string' is not assignable" },
  { "jest", " FAIL  ./cart.test.js\n  ● cart › sums\n\n    expect(received).toBe(expected)\n\n    Expected: 6\n    Received: 3\n\n      4 |\n    > 5 | expect\n"
    "        | ^\n      6 |\n      7 |\n      8 |\n\n      at Object.toBe (cart.test.js:5:30)\n\nTest Suites: 1 failed, 1 total\n",
    "cart.test.js", 5, 30, ASKG_DIAGNOSTIC_TEST, "expect(received).toBe(expected)" },
  { "jest-own-code-below-a-library", "  ● sums\n\n    TypeError: x\n\n      at f (node_modules/lib/a.js:3:4)\n      at g (cart.js:2:21)\n      at Object.g (cart.test.js:3:10)\n\n",
    "cart.js", 2, 21, ASKG_DIAGNOSTIC_TEST, "TypeError: x" },
  { "vitest", "⎯⎯⎯⎯ Failed Tests 1 ⎯⎯⎯⎯\n\n FAIL  sum.test.mjs > adds up\nAssertionError: expected -1 to be 3\n\n- 3\n+ -1\n\n ❯ sum.test.mjs:4:21\n      4|   expect\n\n⎯⎯⎯⎯[1/1]⎯\n",
    "sum.test.mjs", 4, 21, ASKG_DIAGNOSTIC_TEST, "AssertionError: expected -1 to be 3" },
  { "mocha", "  1 passing (4ms)\n  1 failing\n\n  1) a list\n       holds:\n\n      AssertionError [ERR_ASSERTION]: not equal\n      + actual\n      at Context.<anonymous> (test/list.js:4:12)\n",
    "test/list.js", 4, 12, ASKG_DIAGNOSTIC_TEST, "AssertionError [ERR_ASSERTION]: not equal" },
  { "playwright", "  1) [chromium] › a.spec.ts:3:5 › has a title ──\n\n    Error: expect(page).toHaveTitle(expected) failed\n\n      3 | test\n\n        at /w/a.spec.ts:5:20\n",
    "/w/a.spec.ts", 5, 20, ASKG_DIAGNOSTIC_TEST, "Error: expect(page).toHaveTitle(expected) failed" },
  { "esbuild", "✘ [ERROR] Could not resolve \"./x\"\n\n    src/index.js:1:14:\n      1 │ import x\n", "src/index.js", 1, 14, ASKG_DIAGNOSTIC_DEPENDENCY, "Could not resolve \"./x\"" },
  { "webpack", "ERROR in ./src/index.js 3:5\nModule not found: Error: Can't resolve './x' in '/w/src'\n", "./src/index.js", 3, 5, ASKG_DIAGNOSTIC_DEPENDENCY,
    "Module not found: Error: Can't resolve './x' in '/w/src'" },
  { "prettier", "[error] src/a.js: SyntaxError: Unexpected token (3:5)\n", "src/a.js", 3, 5, ASKG_DIAGNOSTIC_COMPILE, "SyntaxError: Unexpected token" },
  { "dotnet", "/w/Program.cs(5,9): error CS0103: The name 'x' does not exist [/w/shop.csproj]\n", "/w/Program.cs", 5, 9, ASKG_DIAGNOSTIC_COMPILE, "The name 'x' does not exist" },
  { "msbuild-alone", "MSBUILD : error MSB1003: Specify a project or solution file.\n", NULL, 0, 0, ASKG_DIAGNOSTIC_CONFIG, "Specify a project or solution file." },
  { "nuget", "/w/shop.csproj : error NU1101: Unable to find package X. No packages exist [/w/shop.csproj]\n", "/w/shop.csproj", 0, 0, ASKG_DIAGNOSTIC_DEPENDENCY,
    "Unable to find package X. No packages exist" },
  { "dotnet-test", "  Failed Shop.Tests.Sums [3 ms]\n  Error Message:\n   Assert.Equal() Failure\n  Stack Trace:\n     at Shop.Tests.Sums() in /w/T.cs:line 12\n",
    "/w/T.cs", 12, 0, ASKG_DIAGNOSTIC_TEST, "Assert.Equal() Failure" },
  { "dotnet-inner-exception", "Unhandled exception. System.Exception: outer\n ---> System.IO.FileNotFoundException: inner\n   at B.F() in /w/B.cs:line 4\n"
    "   --- End of inner exception stack trace ---\n   at A.Main() in /w/A.cs:line 9\n", "/w/B.cs", 4, 0, ASKG_DIAGNOSTIC_IO, "System.IO.FileNotFoundException: inner" },
  { "kernel", "[  12.345678] BUG: kernel NULL pointer dereference, address: 0000000000000008\n[  12.345690] RIP: 0010:f+0x12/0x30 [mod]\n"
    "[  12.345700] Kernel panic - not syncing: Fatal exception\n", NULL, 0, 0, ASKG_DIAGNOSTIC_RUNTIME, "BUG: kernel NULL pointer dereference, address: 0000000000000008" },
  { "kernel-bug-with-place", "[Wed Mar  4 10:11:12 2026] kernel BUG at mm/slub.c:305!\n", "mm/slub.c", 305, 0, ASKG_DIAGNOSTIC_RUNTIME, "kernel BUG at mm/slub.c:305!" },
  { "kernel-in-the-journal", "Mar  4 10:11:12 host kernel: shop[12]: segfault at 0 ip 0000 sp 0000 error 4 in shop[55+1]\n", NULL, 0, 0, ASKG_DIAGNOSTIC_RUNTIME,
    "shop[12]: segfault at 0 ip 0000 sp 0000 error 4 in shop[55+1]" },
  { "unit-in-the-journal", "Mar  4 10:11:12 host systemd[1]: shop.service: Failed at step EXEC spawning /opt/shop: No such file or directory\n"
    "Mar  4 10:11:12 host systemd[1]: shop.service: Failed with result 'exit-code'.\nMar  4 10:11:12 host systemd[1]: Failed to start shop.service - Shop.\n",
    NULL, 0, 0, ASKG_DIAGNOSTIC_CONFIG, "shop.service: Failed at step EXEC spawning /opt/shop: No such file or directory" },
  { "service-that-dies", "Mar  4 10:11:12 host shop[7]: Traceback (most recent call last):\nMar  4 10:11:12 host shop[7]:   File \"/opt/a.py\", line 3, in f\n"
    "Mar  4 10:11:12 host cron[9]: session opened\nMar  4 10:11:12 host shop[7]: KeyError: 'x'\nMar  4 10:11:12 host systemd[1]: shop.service: Main process exited, code=exited, status=1/FAILURE\n",
    "/opt/a.py", 3, 0, ASKG_DIAGNOSTIC_RUNTIME, "KeyError: 'x'" },
  { "unit-file", "/etc/systemd/system/shop.service:5: Unknown key 'Restrat' in section [Service], ignoring.\n", "/etc/systemd/system/shop.service", 5, 0,
    ASKG_DIAGNOSTIC_CONFIG, "Unknown key 'Restrat' in section [Service], ignoring." },
  { "curl", "curl: (7) Failed to connect to 127.0.0.1 port 9\n", NULL, 0, 0, ASKG_DIAGNOSTIC_IO, "curl: (7) Failed to connect to 127.0.0.1 port 9" },
  { "wget", "2026-03-04 10:11:12 ERROR 404: Not Found.\n", NULL, 0, 0, ASKG_DIAGNOSTIC_IO, "ERROR 404: Not Found." },
  { "copy", "cp: cannot stat 'x': No such file or directory\n", NULL, 0, 0, ASKG_DIAGNOSTIC_IO, "cp: cannot stat 'x': No such file or directory" },
  { "copy-in-german", "cp: der Aufruf von stat für 'x' ist nicht möglich: Datei oder Verzeichnis nicht gefunden\n", NULL, 0, 0, ASKG_DIAGNOSTIC_IO,
    "cp: der Aufruf von stat für 'x' ist nicht möglich: Datei oder Verzeichnis nicht gefunden" },
  { "own-program-in-korean", "frob: x: 그런 파일이나 디렉터리가 없습니다\n", NULL, 0, 0, ASKG_DIAGNOSTIC_IO, "frob: x: 그런 파일이나 디렉터리가 없습니다" },
  { "jq", "parse error: Expected separator between values at line 3, column 7\n", NULL, 3, 0, ASKG_DIAGNOSTIC_CONFIG, "parse error: Expected separator between values at line 3, column 7" },
  { "npm", "npm error code ERESOLVE\nnpm error ERESOLVE unable to resolve dependency tree\nnpm error\nnpm error Found: a@1\n", NULL, 0, 0, ASKG_DIAGNOSTIC_DEPENDENCY,
    "ERESOLVE unable to resolve dependency tree" },
  { "make-in-korean", "make: *** 타겟 'x'를 만들 규칙이 없습니다.  멈춤.\n", NULL, 0, 0, ASKG_DIAGNOSTIC_CONFIG, "타겟 'x'를 만들 규칙이 없습니다" },
  { "make-in-german", "make: *** Keine Regel, um »x« zu erstellen.  Schluss.\n", NULL, 0, 0, ASKG_DIAGNOSTIC_CONFIG, "Keine Regel, um »x« zu erstellen" },
  { "shellcheck-for-people", "\nIn copy.sh line 2:\nfor f in $(ls); do\n         ^---^ SC2045 (error): Iterating over ls output is fragile.\n", "copy.sh", 2, 0, ASKG_DIAGNOSTIC_SHELL,
    "SC2045 (error): Iterating over ls output is fragile." },
  { "ruff", "F821 Undefined name `x`\n --> app.py:4:12\n  |\n4 |     return x\n", "app.py", 4, 12, ASKG_DIAGNOSTIC_COMPILE, "Undefined name `x`" },
  { "flake8", "./app.py:4:12: F821 undefined name 'x'\n", "./app.py", 4, 12, ASKG_DIAGNOSTIC_COMPILE, "undefined name 'x'" },
  { "pylint", "************* Module app\napp.py:1:0: C0114: Missing module docstring\napp.py:4:11: E0602: Undefined variable 'x'\n", "app.py", 4, 11,
    ASKG_DIAGNOSTIC_COMPILE, "Undefined variable 'x'" },
  { "ci-mark", "::error file=src/a.js,line=3,col=5::Missing semicolon\n", "src/a.js", 3, 5, ASKG_DIAGNOSTIC_COMPILE, "Missing semicolon" },
  { "pytest-collection-of-broken-file", "======= ERRORS ========\n_____ ERROR collecting test_a.py _____\nE     File \"/w/test_a.py\", line 3\nE       def f(:\nE   SyntaxError: invalid syntax\n",
    "/w/test_a.py", 3, 0, ASKG_DIAGNOSTIC_COMPILE, "SyntaxError: invalid syntax" },
  { "libraries-raised-it", "Traceback (most recent call last):\n  File \"/usr/lib/python3.11/socket.py\", line 3, in f\nConnectionRefusedError: no\n\n"
    "During handling of the above exception, another exception occurred:\n\nTraceback (most recent call last):\n  File \"get.py\", line 4, in load\n"
    "  File \"/usr/lib/python3.11/x.py\", line 5, in g\nurllib.error.URLError: no\n", "get.py", 4, 0, ASKG_DIAGNOSTIC_IO, "ConnectionRefusedError: no" },
  { "googletest", "[ RUN      ] Sum.Adds\nt.cpp:5: Failure\nExpected equality of these values:\n[  FAILED  ] Sum.Adds (0 ms)\n", "t.cpp", 5, 0, ASKG_DIAGNOSTIC_TEST, "Expected equality of these values:" },
  { "catch2", "t.cpp:5: FAILED:\n  REQUIRE( sum (1, 2) == 4 )\n", "t.cpp", 5, 0, ASKG_DIAGNOSTIC_TEST, "REQUIRE( sum (1, 2) == 4 )" },
  { "docker-build", "Dockerfile:3\n--------------------\n   3 | >>> RUNN x\n--------------------\n"
    "ERROR: failed to solve: dockerfile parse error on line 3: unknown instruction: RUNN\n", "Dockerfile", 3, 0, ASKG_DIAGNOSTIC_CONFIG,
    "dockerfile parse error on line 3: unknown instruction: RUNN" },
  { "docker-build-of-something-broken", "#9 1.234 a.c:2:1: error: e\nDockerfile:5\nERROR: failed to solve: process \"/bin/sh -c make\" did not complete successfully: exit code: 2\n",
    "a.c", 2, 1, ASKG_DIAGNOSTIC_COMPILE, "e" },
  { "terraform", "╷\n│ Error: Unsupported argument\n│ \n│   on main.tf line 5, in resource \"x\" \"y\":\n│    5:   z = 1\n╵\n", "main.tf", 5, 0, ASKG_DIAGNOSTIC_CONFIG,
    "Unsupported argument" },
  { "ansible", "ERROR! no action detected in task\n\nThe error appears to be in '/w/site.yml': line 5, column 3, but may\nbe elsewhere\n", "/w/site.yml", 5, 0,
    ASKG_DIAGNOSTIC_CONFIG, "no action detected in task" },
  { "ansible-host", "fatal: [web1]: FAILED! => {\"msg\": \"no\"}\n", NULL, 0, 0, ASKG_DIAGNOSTIC_RUNTIME, "[web1]: FAILED! => {\"msg\": \"no\"}" },
  { "nginx", "nginx: [emerg] unknown directive \"x\" in /etc/nginx/nginx.conf:5\n", "/etc/nginx/nginx.conf", 5, 0, ASKG_DIAGNOSTIC_CONFIG,
    "nginx: [emerg] unknown directive \"x\" in /etc/nginx/nginx.conf:5" },
  { "rspec", "Failures:\n\n  1) Cart sums\n     Failure/Error: expect(x).to eq(6)\n\n       expected: 6\n            got: 3\n     # ./spec/cart_spec.rb:5:in `block'\n\nFinished\n",
    "spec/cart_spec.rb", 5, 0, ASKG_DIAGNOSTIC_TEST, "expected: 6" },
  { "mysql-file", "ERROR 1064 (42000) at line 3 in file: 'load.sql': You have an error near 'x' at line 1\n", "load.sql", 3, 0, ASKG_DIAGNOSTIC_SQL,
    "You have an error near 'x' at line 1" },
  { "bats", "not ok 1 adds\n# (in test file t.bats, line 4)\n#   `[ 1 = 3 ]' failed\n", "t.bats", 4, 0, ASKG_DIAGNOSTIC_TEST, "# (in test file t.bats, line 4)" },
};

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/debug/tool-outputs/root/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_the_root_leads_wherever_it_is_cut);
    }

  return g_test_run ();
}
