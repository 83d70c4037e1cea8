using System.Reflection;
using Xunit.v3;

namespace Concentric.Tests.TestData;

/// <summary>
/// The test or class depends on SQLite itself: its file, its write-ahead log, its backup, its lock, its full-text tables, its words.
/// Where the stores of the tests lie on a server it is skipped, and its fixtures are SQLite's all the same, so that none fails first.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class OnSqliteAttribute(string because) : BeforeAfterTestAttribute, ITraitAttribute
{
    public const string Trait = "Store";
    public const string Value = "Sqlite";

    /// <summary>What of SQLite it depends on.</summary>
    public string Because { get; } = because;

    /// <summary>Whether what runs is marked, by its method or by its class.</summary>
    public static bool IsOn(ITestContext context) =>
        IsIn(context.TestMethod?.Traits) || IsIn(context.TestClass?.Traits) || IsIn(context.TestCase?.Traits);

    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new(Trait, Value)];

    public override void Before(MethodInfo methodUnderTest, IXunitTest test) =>
        Assert.SkipWhen(TestServer.IsConfigured, $"SQLite's own: {Because}.");

    private static bool IsIn(IReadOnlyDictionary<string, IReadOnlyCollection<string>>? traits) =>
        traits is not null && traits.TryGetValue(Trait, out var values) && values.Contains(Value);
}
