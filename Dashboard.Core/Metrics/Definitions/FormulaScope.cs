using System.Linq.Expressions;
using Concentric.Ledgers;

namespace Concentric.Metrics;

/// <summary>Writes the parts of a metric as spreadsheet formulas over the ledger sheets of a workbook.</summary>
internal interface IFormulaScope
{
    /// <summary>What a formula gives when there are no cases.</summary>
    const string NoCases = "\"" + FigureFormat.NoCases + "\"";

    /// <summary>A count or sum over a span of days, divided by a number of stored units; null when no sheet holds it.</summary>
    string? Term(Term term, int perUnit);

    /// <summary>The median of a distribution, as an array formula; an error when there are no values.</summary>
    string? Median(Term term);

    /// <summary>The figure of another metric, where the same sheet has it.</summary>
    string? Of(Metric metric);
}

/// <summary>A measure's definition as expressions of a ledger's record.</summary>
/// <param name="Ledger">The columns in which the records counted are listed; null when they are not.</param>
/// <param name="Day">Places a record.</param>
/// <param name="Where">Which records; null for all.</param>
/// <param name="Value">What is added, distributed or told apart; null to count.</param>
/// <param name="Previous">For things that are counted once, the day on which the thing was counted before; null otherwise.</param>
/// <param name="Matured">For what matures, the day of the step that makes a record count; null otherwise.</param>
internal sealed record MeasureDefinition(Ledger? Ledger, LambdaExpression Day, LambdaExpression? Where, LambdaExpression? Value,
    LambdaExpression? Previous = null, LambdaExpression? Matured = null);
