using Bunit;
using Concentric.Dashboard.Components.Records.Fields;

namespace Concentric.Tests.Components.Fields;

public sealed class ChoiceFieldTests : FieldTest
{
    [Fact]
    public void UpToFour_OfWhichOneIsRequired_AreButtons()
    {
        long? told = null;
        var field = Choose(Numbered("North", "East", "South", "West"), true, null, value => told = value);
        Assert.Equal(["North", "East", "South", "West"], field.FindAll("label.mud-radio").Select(one => one.TextContent.Trim()));
        field.Find("input[data-key='3']").Click();
        Assert.Equal(3, told);
        Assert.StartsWith("Source", field.Find("legend").TextContent);
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(3, false)]
    public void More_OrOnesThatMayBeLetGoOf_AreAListThatIsSearched(int count, bool isRequired)
    {
        var field = Choose(Numbered([.. Enumerable.Range(1, count).Select(n => $"Choice {n}")]), isRequired, null, _ => { });
        Assert.Empty(field.FindAll("input[type=radio]"));
        Assert.NotNull(field.Find("input#form-Source"));
        Assert.Equal(isRequired ? "Choose…" : "None", field.Find("input#form-Source").GetAttribute("placeholder"));
    }

    [Fact]
    public void TheOnlyOne_IsSaid_NotAsked()
    {
        var field = Choose(Numbered("Only"), true, 1, _ => { });
        Assert.Equal("Only", field.Find("output").TextContent);
        Assert.Empty(field.FindAll("input:not([type=hidden])"));
        Assert.Equal("form-Source-label", field.Find("output").GetAttribute("aria-labelledby"));
        // While it is not chosen, it is asked.
        Assert.Single(Choose(Numbered("Only"), true, null, _ => { }).FindAll("input[type=radio]"));
    }

    [Fact]
    public void ADraft_ChoosesByKey_AndWhatIsNotOfferedAnyMore_ChangesNothing()
    {
        var told = new List<long?>();
        var field = Choose(Numbered("North", "East"), true, null, told.Add);
        field.Find("[data-choice]").Change("2");
        field.Find("[data-choice]").Change("9");
        Assert.Equal([2], told);
    }

    [Fact]
    public void ARefusal_StandsBeside_AndGoesWithTheNextChoice()
    {
        var field = Choose(Numbered("North", "East"), true, null, _ => { });
        Refuse("Source");
        Assert.Equal(["Source: Please fill it in."], ErrorsOf(field));
        Assert.Equal("form-Source-error", field.Find("fieldset").GetAttribute("aria-describedby"));
        field.Find("input[data-key='1']").Click();
        Assert.Empty(ErrorsOf(field));
    }

    [Fact]
    public void Disabled_NothingCanBeChosen() => Assert.All(Show<ChoiceField<long?>>(shown => shown.Add(one => one.Name, "Source")
            .Add(one => one.Required, true).Add(one => one.Disabled, true).Add(one => one.Choices, Numbered("North", "East")))
        .FindAll("input[type=radio]"), button => Assert.True(button.HasAttribute("disabled")));

    private IRenderedComponent<ChoiceField<long?>> Choose(IReadOnlyList<Choice<long?>> choices, bool isRequired, long? value,
        Action<long?> told) => Show<ChoiceField<long?>>(shown => shown.Add(field => field.Name, "Source")
            .Add(field => field.Choices, choices).Add(field => field.Required, isRequired).Add(field => field.Value, value)
            .Add(field => field.ValueChanged, told));
}
