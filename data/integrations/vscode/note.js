// What an editor sends along, as askglass ask --selection reads it. Knows nothing of VS Code, so that it can be tested alone.
'use strict';

const SEVERITIES = ['error', 'warning', 'info', 'info'];

/** @param document {file, text, line, column, project}; @param problems of {range, message, severity, source}, counted from 0 */
function makeNote(document, problems) {
  return {
    file: document.file,
    line: document.line + 1,
    column: document.column + 1,
    project: document.project,
    selection: document.text,
    diagnostics: problems.map((problem) => ({
      line: problem.range.start.line + 1,
      column: problem.range.start.character + 1,
      severity: SEVERITIES[problem.severity] || 'error',
      message: problem.message,
      source: problem.source || '',
    })),
  };
}

module.exports = { makeNote };
