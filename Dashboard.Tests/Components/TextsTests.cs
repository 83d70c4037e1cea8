using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Resources;
using System.Text.RegularExpressions;
using Concentric.Dashboard.Resources;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Components;

/// <summary>Every text of every resource file exists in Chinese and in English and takes the same values.</summary>
public partial class TextsTests
{
    private static readonly Assembly[] Assemblies = [typeof(UiTexts).Assembly, Assembly.Load("Dashboard.Core")];

    public static TheoryData<string> ResourceNames =>
        [.. Assemblies.SelectMany(assembly => assembly.GetManifestResourceNames())
            .Where(name => name.EndsWith(".resources", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(ResourceNames))]
    public void BothLanguages_HaveTheSameKeys(string resource) =>
        Assert.Equal(Read(resource, "").Keys.Order(), Read(resource, "en").Keys.Order());

    [Theory]
    [MemberData(nameof(ResourceNames))]
    public void NoText_IsEmpty(string resource) =>
        Assert.DoesNotContain(Read(resource, "").Concat(Read(resource, "en")), text => string.IsNullOrWhiteSpace(text.Value));

    [Theory]
    [MemberData(nameof(ResourceNames))]
    public void BothLanguages_TakeTheSameValues(string resource)
    {
        var english = Read(resource, "en");
        var differing = Read(resource, "")
            .Where(text => english.TryGetValue(text.Key, out var other) && Placeholders(text.Value) != Placeholders(other))
            .Select(text => text.Key);
        Assert.Empty(differing);
    }

    [Theory]
    [MemberData(nameof(ResourceNames))]
    public void Chinese_HasChinesePunctuation(string resource) =>
        Assert.DoesNotContain(Read(resource, ""), text => WesternPunctuation().IsMatch(text.Value));

    [Fact]
    public void EveryKeyThatTheScreensName_Exists()
    {
        var (literals, patterns) = (Literals(), Patterns());
        Assert.True(literals.Count > 1_000 && patterns.Count > 30, $"The walk sees too little: {literals.Count} and {patterns.Count}.");
        Assert.Equal([], literals.Where(use => !Keys.Contains(use.Key)).Select(use => $"{use.Value}: {use.Key}"));
        Assert.Equal([], patterns.Where(use => !Keys.Any(key => Regex.IsMatch(key, use.Key))).Select(use => $"{use.Value}: {use.Key}"));
    }

    [Fact]
    public void EveryTextOfTheScreens_IsUsed()
    {
        var (literals, patterns) = (Literals(), Patterns().Keys.Select(pattern => new Regex(pattern)).ToList());
        var unused = Keys.Where(key => !literals.ContainsKey(key) && !patterns.Any(pattern => pattern.IsMatch(key))).Order();
        Assert.Equal("", string.Join(' ', unused));
    }

    [Fact]
    public void AMissingText_IsAnErrorOfTheProgram_NotABlank()
    {
        Assert.Throws<KeyNotFoundException>(() => UiTexts.L["Account.Nothing"]);
        Assert.Throws<KeyNotFoundException>(() => UiTexts.L["Nothing.Title"]);
        Assert.Throws<KeyNotFoundException>(() => UiTexts.L["Title"]);
        Assert.Null(UiTexts.Find("Account.Nothing"));
    }

    /// <summary>All keys of the screens' texts, with the sets that they are in.</summary>
    private static readonly HashSet<string> Keys = [.. typeof(UiTexts).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(typeof(UiTexts).Namespace + ".", StringComparison.Ordinal)
            && name.EndsWith(SetSuffix, StringComparison.Ordinal))
        .SelectMany(name =>
            Read(name, "").Keys.Select(key => $"{name[(typeof(UiTexts).Namespace!.Length + 1)..^SetSuffix.Length]}.{key}"))];

    private static readonly HashSet<string> SetNames = [.. Keys.Select(key => key[..key.IndexOf('.')])];

    private const string SetSuffix = "Text.resources";

    /// <summary>What the host's sources write in quotes that begins as a key does, with the file.</summary>
    private static Dictionary<string, string> Literals()
    {
        // A meter of the runtime is called System.Runtime.
        var begins = new Regex($"^({string.Join('|', SetNames)})\\.(?!Runtime$)[\\w.-]+$");
        return Sources().SelectMany(source => InQuotes().Matches(source.Text).Select(match => (Key: match.Groups[1].Value, source.Name)))
            .Where(use => begins.IsMatch(use.Key)).DistinctBy(use => use.Key).ToDictionary(use => use.Key, use => use.Name);
    }

    /// <summary>Keys that are put together from parts, as expressions that match them, with the file.</summary>
    private static Dictionary<string, string> Patterns() =>
        Sources().SelectMany(source => PutTogether().Matches(source.Text).Select(match => (Key: match.Groups[1].Value, source.Name)))
            .Where(use => SetNames.Contains(use.Key[..use.Key.IndexOf('.')]) && use.Key.Contains('{'))
                .Select(use => (Key: PatternOf(use.Key), use.Name))
            .DistinctBy(use => use.Key).ToDictionary(use => use.Key, use => use.Name);

    private static string PatternOf(string text) => $"^{string.Join(".+", Hole().Split(text).Select(Regex.Escape))}$";

    private static IEnumerable<(string Name, string Text)> Sources() =>
        new DirectoryInfo(Path.Combine(Repository.Root, "Dashboard")).EnumerateFiles("*", SearchOption.AllDirectories)
            .Where(file => file.Extension is ".razor" or ".cs"
                && !file.FullName.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"))
            .Select(file => (file.Name, File.ReadAllText(file.FullName)));

    private static Dictionary<string, string> Read(string resource, string culture)
    {
        var assembly = Assemblies.Single(assembly => assembly.GetManifestResourceInfo(resource) is not null);
        var manager = new ResourceManager(resource[..^".resources".Length], assembly);
        var set = manager.GetResourceSet(CultureInfo.GetCultureInfo(culture), createIfNotExists: true, tryParents: false);
        Assert.NotNull(set);
        return set.Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
    }

    private static string Placeholders(string text) =>
        string.Join(' ', Placeholder().Matches(text).Select(match => match.Groups[1].Value).Distinct().Order());

    // After a Chinese character, or before one; an address such as localhost:端口 is none of it.
    [GeneratedRegex(@"[\u3400-\u9fff”][,:;?!]|(?<!localhost)[,:;?!][\u3400-\u9fff]")]
    private static partial Regex WesternPunctuation();

    [GeneratedRegex(@"\{(\d+)[^}]*\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex("""(?<!\$)"([\w.-]+)["]""")]
    private static partial Regex InQuotes();

    // $"Set.Part.{value}"; the hole may hold quotes of its own, which end the match early and leave a wider pattern.
    [GeneratedRegex("""\$"([A-Z]\w+\.[^"]*)["]""")]
    private static partial Regex PutTogether();

    [GeneratedRegex(@"\{[^}]*\}?")]
    private static partial Regex Hole();
}
