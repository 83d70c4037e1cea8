using System.Text.RegularExpressions;
using System.Xml.Linq;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Components;

/// <summary>Chinese has full-width brackets, on screen and in headings of workbooks: one spelling of each name.</summary>
public sealed partial class BracketsTests
{
    [Theory]
    [InlineData("金额(元)", true)]
    [InlineData("件数 (件)", true)]
    [InlineData("按计划({0})", true)]
    [InlineData("({0})件", true)]
    [InlineData("金额（元）", false)]
    [InlineData("CSV(UTF-8)", false)]
    public void AHalfWidthBracketBesideChinese_IsSeen(string text, bool isHalfWidth) => Assert.Equal(isHalfWidth, Half().IsMatch(text));

    [Fact]
    public void NoChineseText_HasHalfWidthBrackets()
    {
        var texts = new[] { "Dashboard", "Dashboard.Core" }
            .SelectMany(project => Directory.EnumerateFiles(Path.Combine(Repository.Root, project), "*.resx", SearchOption.AllDirectories))
            .Where(file => !file.EndsWith(".en.resx", StringComparison.Ordinal))
            .SelectMany(file => XDocument.Load(file).Descendants("data").Select(data =>
                (Name: $"{Path.GetFileNameWithoutExtension(file)} {data.Attribute("name")!.Value}", Text: data.Element("value")!.Value)))
            .ToList();
        Assert.True(texts.Count > 3_000, "The walk sees too few texts.");
        Assert.Equal([], texts.Where(text => Half().IsMatch(text.Text)).Select(text => $"{text.Name}: {text.Text}"));
    }

    [Theory]
    [InlineData("<td>@L[\"Kind.Name\"] (@unit)</td>", true)]
    [InlineData("<td>@Texts.Name(metric)(@Texts.Unit(metric.Unit))</td>", true)]
    [InlineData("<small>(@metric.Key, @L[\"A.Version\", metric.Version])</small>", true)]
    [InlineData("<td>@name (@L[\"A.Version\", 2])</td>", true)]
    [InlineData("<td @onclick=\"() => Show(@L[0])\">@(L[\"A.Version\"])</td>", false)]
    [InlineData("<td>@Texts.Bracketed(Texts.Name(metric), unit)</td>", false)]
    [InlineData("<button>@L[\"Kind.Name\"]</button>@(isOpen ? \"▲\" : \"▼\")", false)]
    public void ABracketInMarkup_IsSeen(string line, bool isHalfWidth) => Assert.Equal(isHalfWidth, InMarkup().IsMatch(line));

    /// <summary>Names are put into brackets by <c>Texts.Bracketed</c>, which knows the language.</summary>
    [Fact]
    public void NoHeading_IsPutTogetherWithHalfWidthBrackets() => Assert.Equal([],
        Repository.SourceFiles().Where(file => file.StartsWith("Dashboard", StringComparison.Ordinal)
                && !file.StartsWith("Dashboard.Tests", StringComparison.Ordinal))
            .Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "Dashboard"), "*.razor", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(Repository.Root, file)))
            .SelectMany(file => File.ReadLines(Path.Combine(Repository.Root, file)).Index()
                .Where(line => Together().IsMatch(line.Item) || Literal().IsMatch(line.Item) || InMarkup().IsMatch(line.Item))
                .Select(line => $"{file}:{line.Index + 1}")));

    [GeneratedRegex(@"[\u3400-\u9fff] ?\(|\) ?[\u3400-\u9fff]|\([\u3400-\u9fff]|[\u3400-\u9fff]\)|\}\(")]
    private static partial Regex Half();

    [GeneratedRegex(@"(?:L\[|Text\(|Texts\.|Word\(|Name(?:For|Of)?\()[^}""]*(?:""[^}""]*""[^}""]*)?\} ?\(\{"
        + @"|\} ?\(\{(?:L\[|Word\(|Texts\.)")]
    private static partial Regex Together();

    [GeneratedRegex(@"@(?:L\[|Texts\.|names\.)[^<>]*[\])] ?\(@|[>\w ]\(@[^<>""]*@?(?:L\[|Texts\.)[^<>]*\)<")]
    private static partial Regex InMarkup();

    // What sheets of offices call a column is taken as it stands there.
    [GeneratedRegex(@"^(?!.*(?:Regex|CalledInSheets|@""|\?<|\(\?|SheetNames|///|//)).*""[^""(]*[\u3400-\u9fff] ?\([^""]*\)")]
    private static partial Regex Literal();
}
