using System.Globalization;
using Concentric.Dashboard.Verbs;

namespace Concentric.Dashboard.Infrastructure;

/// <summary>One setting that is missing or wrong.</summary>
/// <param name="Key">As in <c>Database:Provider</c>.</param>
/// <param name="Value">What it is now; null when it is missing or secret.</param>
/// <param name="Mend">Key of the text that says what to write instead.</param>
internal sealed record SettingProblem(string Key, string? Value, string Mend, params object?[] Values)
{
    public string Describe(CultureInfo culture) =>
        $"  {Key}{(Value is null ? "" : $" = \"{Value}\"")}: {Terminal.Text(culture, Mend, Values)}";
}

/// <summary>The configuration is wrong; the message names every key, its value and the mend.</summary>
internal sealed class SettingsException(IReadOnlyList<SettingProblem> problems) : Exception(Describe(problems))
{
    public IReadOnlyList<SettingProblem> Problems => problems;

    private static string Describe(IReadOnlyList<SettingProblem> problems) =>
        string.Join(Environment.NewLine, Terminal.Cultures.Select(culture => string.Join(
            Environment.NewLine,
            problems.Select(problem => problem.Describe(culture))
                .Prepend(Terminal.Text(culture, "Settings.Wrong"))
                .Append(Terminal.Text(culture, "Settings.Where", problems[0].Key, problems[0].Key.Replace(":", "__"))))));
}
