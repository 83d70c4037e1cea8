using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Concentric.Resources;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Components;

/// <summary>Sentences and names stand one after the other as their language sets them: in Chinese without blanks, with 、.</summary>
public sealed partial class SentencesTests
{
    [Theory]
    [InlineData("zh-CN", "分不出高下。8 个社区。", "馨盛园、馨顺园")]
    [InlineData("zh-TW", "分不出高下。8 个社区。", "馨盛园、馨顺园")]
    [InlineData("en", "分不出高下。 8 个社区。", "馨盛园, 馨顺园")]
    public void Sentences_AreJoinedByTheRuleOfTheLanguage(string language, string sentences, string names)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        Assert.Equal(sentences, Texts.Sentences(["分不出高下。 ", null, "", "8 个社区。"], culture));
        Assert.Equal(language == "zh-TW" ? names.Replace("、", Texts.Get("Comma", culture), StringComparison.Ordinal) : names,
            Texts.Series(["馨盛园", "馨顺园"], culture));
        Assert.Equal("", Texts.Sentences([null, ""], culture));
    }

    [Theory]
    [InlineData("zh-CN", "夜间不看", "夜间不看。没有人会收到。")]
    [InlineData("zh-CN", "夜间不看（见通知）", "夜间不看（见通知）。没有人会收到。")]
    [InlineData("zh-CN", "她说：“夜间不看。”", "她说：“夜间不看。”没有人会收到。")]
    [InlineData("en", "Not at night", "Not at night. 没有人会收到。")]
    [InlineData("en", "Not at night!", "Not at night! 没有人会收到。")]
    public void WhatAPersonEntered_GetsAStop_WhereAnotherSentenceFollows(string language, string entered, string sentences)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        Assert.Equal(sentences, Texts.Sentences([entered, "没有人会收到。"], culture));
        Assert.Equal(entered, Texts.Sentences([entered], culture));
    }

    [Theory]
    [InlineData("分不出高下。 8 个社区", true)]
    [InlineData("馨盛园, 馨顺园", true)]
    [InlineData("petitions.received, 定义版本 2", true)]
    [InlineData("分不出高下。8 个社区：2,100 户（CSV, UTF-8）", false)]
    public void ABlankOrACommaOfAnotherLanguage_IsSeen(string text, bool isSeen) => Assert.Equal(isSeen, ChineseTexts.IsSetWrongly(text));

    [Fact]
    public void NoChineseText_HasABlankBehindASentence_OrAHalfWidthComma() => Assert.Equal([],
        new[] { "Dashboard", "Dashboard.Core" }
            .SelectMany(project => Directory.EnumerateFiles(Path.Combine(Repository.Root, project), "*.resx", SearchOption.AllDirectories))
            .Where(file => !file.EndsWith(".en.resx", StringComparison.Ordinal))
            .SelectMany(file => XDocument.Load(file).Descendants("data").Select(data =>
                (Name: $"{Path.GetFileNameWithoutExtension(file)} {data.Attribute("name")!.Value}", Text: data.Element("value")!.Value)))
            .Where(text => ChineseTexts.IsSetWrongly(text.Text)).Select(text => $"{text.Name}: {text.Text}"));

    [Theory]
    [InlineData("$\"{L[\"A.Said\"]} {L[\"A.Then\", n]}\"", true)]
    [InlineData("string.Join(' ', refused.Violations.Select(violation => violation.Describe(culture)))", true)]
    [InlineData("string.Join(\", \", ids.Select(id => names.Name(id)))", true)]
    [InlineData("string.Join(\", \", list.Select(one => one.NameFor(culture)))", true)]
    [InlineData("<p>@L[\"A.Said\"]@if (may){@(\" \")@L[\"A.Then\"]}</p>", true)]
    [InlineData("Texts.Sentences(L[\"A.Said\"], L[\"A.Then\"])", false)]
    [InlineData("names.Series(ids)", false)]
    [InlineData("string.Join(',', ids)", false)]
    public void CodeThatJoinsTextsItself_IsSeen(string line, bool isSeen) => Assert.Equal(isSeen, Together().IsMatch(line));

    /// <summary>Sentences are put together by <c>Texts.Sentences</c>, names by <c>Texts.Series</c>, which know the language.</summary>
    [Fact]
    public void NoCode_JoinsTextsItself() => Assert.Equal([],
        Repository.SourceFiles().Where(file => file.StartsWith("Dashboard", StringComparison.Ordinal)
                && !file.StartsWith("Dashboard.Tests", StringComparison.Ordinal))
            .Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "Dashboard"), "*.razor", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(Repository.Root, file)))
            .SelectMany(file => File.ReadLines(Path.Combine(Repository.Root, file)).Index()
                .Where(line => Together().IsMatch(line.Item)).Select(line => $"{file}:{line.Index + 1}")));

    [GeneratedRegex(@"\]\} \{L\[|Join\((?:' '|"" "")[^;]*(?:Describe|Remarks|L\[)|@\("" ""\)@L\["
        + @"|Join\((?:"", ""|""; ""|', ')[^;]*(?:(?<!Column)Name\(|NameFor\(|L\[|Texts\.|Masking\.)")]
    private static partial Regex Together();
}

/// <summary>How Chinese texts are set.</summary>
internal static partial class ChineseTexts
{
    /// <summary>True for a blank behind a full stop, and for a comma of English beside Chinese.</summary>
    public static bool IsSetWrongly(string text) => Wrong().IsMatch(text);

    [GeneratedRegex(@"[。！？；] |[\u3400-\u9fff）”], |, [\u3400-\u9fff]")]
    private static partial Regex Wrong();
}
