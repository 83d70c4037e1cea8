using Concentric.Dashboard.Resources;
using Concentric.Metrics;
using Concentric.Rules;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Concentric.Dashboard.Api;

/// <summary>Gathers what is wrong with a call, so that all of it is said at once: for each field the value and how to mend it.</summary>
internal sealed class FieldProblems
{
    private readonly Dictionary<string, List<string>> byField = [];

    public bool Any => byField.Count > 0;

    /// <param name="key">Key of the text; {0} is the value.</param>
    /// <param name="others">Further values of the text, from {1}.</param>
    public void Add(string field, string key, string? value, params object[] others) =>
        AddText(field, ApiTexts.Get(key, [Cut(value ?? ""), .. others]));

    /// <summary>A problem that pages have too. Where a page goes on with a default and says so, a program gets other words.</summary>
    public void Add(SliceProblem problem) =>
        AddText(problem.Field, ApiTexts.Find(problem.TextKey, Cut(problem.Value), problem.Limit) ?? problem.Explain());

    public ProblemHttpResult ToResult(int status = StatusCodes.Status400BadRequest) =>
        ApiProblems.Of(byField.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray()), status);

    private void AddText(string field, string text)
    {
        if (!byField.TryGetValue(field, out var texts)) byField[field] = texts = [];
        if (!texts.Contains(text)) texts.Add(text);
    }

    private static string Cut(string value) => PlainText.Cut(value, SliceProblem.MostShown, "…");
}
