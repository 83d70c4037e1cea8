using Bunit;
using Concentric.Dashboard.Components.Records;
using Concentric.Data;
using Concentric.Tests.Components.Shared;
using Concentric.Tests.TestData;
using Concentric.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Components.Records;

/// <summary>What a history tells: fields by their names, values in the words that lists and forms have for them.</summary>
public sealed class FieldChangesTests : ComponentTest
{
    public FieldChangesTests() => Services.AddSingleton(new OfficeClock(new TestClock(), OfficeClock.FindZone("Asia/Shanghai")));

    [Theory]
    [InlineData("errand", """{"Kind":"HomeHelp","RequestId":"7b1f0c0e-7d0c-4c0e-9a45-b0c7cc1d8b11"}""", "Kind: Home help")]
    [InlineData("contribution", """{"AmountFen":123450}""", "Amount: 1,234.50")]
    [InlineData("petition", """{"IsJoint":true}""", "Joint: Yes")]
    [InlineData("visit", """{"Fields":["addresses","nobody-home-at"]}""", "Shown: Addresses visited, Addresses with nobody home")]
    [InlineData("visit", """{"Fields":["Visitor"]}""", "Shown: Visitor")]
    [InlineData("export-run", """{"Template":"street-summary","Language":"zh-CN"}""", "Template: Street summary; Language: Chinese")]
    [InlineData("import", """{"Kind":"hazard"}""", "Kind: Hazard")]
    [InlineData("instruction", """{"SubjectKind":"commitment"}""", "Kind of record: Commitment")]
    [InlineData("instruction", """{"GivenAt":"2026-11-29T18:20:00Z"}""", "Given at: 2026-11-30 02:20")]
    [InlineData("nothing", """{"Anything":"HomeHelp"}""", "Anything: HomeHelp")]
    public void AValue_IsTold_InTheWordsOfItsField(string kind, string after, string told)
    {
        var view = Render<FieldChanges>(parameters =>
            parameters.Add(one => one.Fields, AuditDiff.Between(null, after)).Add(one => one.Kind, kind));
        Assert.Equal(told,
            string.Join("; ", view.FindAll("div")
                .Select(line => $"{line.QuerySelector("dt")!.TextContent}: {line.QuerySelector("ins")!.TextContent}")));
    }
}
