namespace Concentric.Settings;

/// <summary>One setting that is missing or wrong.</summary>
/// <param name="Key">As in <c>Database:Provider</c>.</param>
/// <param name="Value">What it is now; null when it is missing or secret.</param>
/// <param name="Mend">Key of the text that says what to write instead.</param>
/// <param name="Values">For the text's places.</param>
public sealed record SettingProblem(string Key, string? Value, string Mend, params object?[] Values);

/// <summary>Settings were refused; nothing was changed.</summary>
public sealed class SettingsRefusedException(IReadOnlyList<SettingProblem> problems)
    : Exception("Refused: " + string.Join(", ", problems.Select(problem => $"{problem.Key} {problem.Mend}")))
{
    /// <summary>What is wrong; one or more. The message names keys only, because values may be secret.</summary>
    public IReadOnlyList<SettingProblem> Problems => problems;
}

/// <summary>Somebody else changed some of the settings after the caller read them. Nothing was changed.</summary>
public sealed class SettingsChangedException(IReadOnlyList<SettingChangedMeanwhile> changes)
    : Exception("Changed meanwhile: " + string.Join(", ", changes.Select(change => change.Key)))
{
    public IReadOnlyList<SettingChangedMeanwhile> Changes => changes;
}

/// <summary>A setting as somebody else has set it meanwhile.</summary>
/// <param name="Value">Null for its default, and for a secret.</param>
/// <param name="At">When (UTC).</param>
public sealed record SettingChangedMeanwhile(string Key, string? Value, string By, DateTime At);
