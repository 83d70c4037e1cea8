using System.Globalization;
using Concentric.Dashboard.Verbs;
using Concentric.Settings;

namespace Concentric.Dashboard.Settings;

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

internal static class SettingProblems
{
    /// <summary>Key, value and mend in one line.</summary>
    public static string Describe(this SettingProblem problem, CultureInfo culture) =>
        $"  {problem.Key}{(problem.Value is null ? "" : $" = \"{problem.Value}\"")}: "
            + Terminal.Text(culture, problem.Mend, problem.Values);
}
