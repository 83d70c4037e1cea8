using Bunit;
using Concentric.Dashboard.Components.Records.Fields;
using MudBlazor;

namespace Concentric.Tests.Components.Fields;

/// <summary>Fields that take any number, yes or no, or a name that others name too.</summary>
public sealed class ManyOfAListTests : FieldTest
{
    [Fact]
    public void Checks_AddAndTakeOut_AndTheRestStays()
    {
        var told = new List<List<long>>();
        var field = Show<ChecksField<long>>(shown => shown.Add(one => one.Name, "Communities").Add(one => one.Hint, "None: all")
            .Add(one => one.Value, [2]).Add(one => one.Choices, Numbered("North", "East", "South")).Add(one => one.ValueChanged, told.Add));
        Assert.Equal(["false", "true", "false"],
            field.FindAll("input").Select(box => box.HasAttribute("checked") ? "true" : "false"));
        field.Find("[name='Communities.3']").Change(true);
        field.Find("[name='Communities.2']").Change(false);
        Assert.Equal([[2, 3], []], told);
        Assert.Equal(("Communities", "form-Communities-hint"),
            (field.Find("legend").TextContent, field.Find("fieldset").GetAttribute("aria-describedby")));
    }

    [Fact]
    public void Checks_NameWhatIsChosenAndNotOfferedAnyMore_SoThatItCanBeTakenOut()
    {
        var told = new List<List<long>>();
        var field = Show<ChecksField<long>>(shown => shown.Add(one => one.Name, "Communities").Add(one => one.Value, [9, 1, 8])
            .Add(one => one.Choices, Numbered("North")).Add(one => one.NameOf, id => id == 9 ? "South" : null)
            .Add(one => one.ValueChanged, told.Add));
        var text = field.Find("fieldset").TextContent;
        Assert.True(text.IndexOf("North", StringComparison.Ordinal) < text.IndexOf("South", StringComparison.Ordinal));
        Assert.Contains("No longer offered (8)", text);
        field.Find("[name='Communities.9']").Change(false);
        Assert.Equal([[1, 8]], told);
    }

    [Fact]
    public async Task ChecksOfALongList_AreNarrowedByTyping_AndWhatIsChosenStays()
    {
        var few = Show<ChecksField<long>>(shown => shown.Add(one => one.Name, "Communities").Add(one => one.Value, [])
            .Add(one => one.Choices, Numbered([.. Enumerable.Range(1, 12).Select(i => $"Place {i}")])));
        Assert.Empty(few.FindAll(".checks-find"));
        var field = Show<ChecksField<long>>(shown => shown.Add(one => one.Name, "Communities").Add(one => one.Value, [2])
            .Add(one => one.Choices, Numbered([.. Enumerable.Range(1, 12).Select(i => $"Place {i}"), "Garden"])));
        Assert.Equal(13, field.FindAll("[type=checkbox]").Count);
        var find = field.Find(".checks-find input");
        // Enter must not send the form that the field stands in.
        Assert.NotEqual("", find.GetAttribute("form"));
        await find.InputAsync(" gard ");
        field.WaitForAssertion(() => Assert.Equal(["Communities.2", "Communities.13"],
            field.FindAll("[type=checkbox]").Select(box => box.GetAttribute("name"))));
    }

    [Fact]
    public void Checks_SayWhatIsWrong_UntilOneIsChosen()
    {
        var field = Show<ChecksField<long>>(shown => shown.Add(one => one.Name, "Communities").Add(one => one.Value, [])
            .Add(one => one.Choices, Numbered("North")));
        Refuse("Communities");
        Assert.Equal(["Communities: Please fill it in."], ErrorsOf(field));
        field.Find("input").Change(true);
        Assert.Empty(ErrorsOf(field));
    }

    [Fact]
    public void YesOrNo_TellsWhichAndHasItsLabel()
    {
        var told = new List<bool>();
        var field = Show<YesField>(shown => shown.Add(one => one.Name, "IsFireLane").Add(one => one.Hint, "Cars stand there")
            .Add(one => one.ValueChanged, told.Add));
        Assert.Equal("Fire lane", field.Find("label").TextContent.Trim());
        field.Find("#form-IsFireLane").Change(true);
        field.Find("#form-IsFireLane").Change(false);
        Assert.Equal([true, false], told);
        Refuse("IsFireLane");
        Assert.Equal("form-IsFireLane-hint form-IsFireLane-error", field.Find("#form-IsFireLane").GetAttribute("aria-describedby"));
        Assert.Single(ErrorsOf(field));
    }

    [Fact]
    public void SeveralOfMany_StandBelow_EachOnce_AndAreTakenOut()
    {
        var told = new List<List<long>>();
        Choice<object>[] known = [new(1L, "Market"), new(2L, "Clinic"), new(3L, "Police")];
        var field = Show<PickersField>(shown => shown.Add(one => one.Name, "Partners").Add(one => one.Known, known)
            .Add(one => one.Source, Choices.Source(known)).Add(one => one.Value, [1L, 9L]).Add(one => one.ValueChanged, told.Add));
        // One that nothing knows any more is still there to be taken out.
        Assert.Equal(["Market", "#9"], field.FindAll(".picked .mud-chip").Select(chip => chip.TextContent.Trim()));
        field.Find("[data-choice][name=Partners]").Change("3");
        field.Find("[data-choice][name=Partners]").Change("1");
        field.Find("[data-id='9'] .mud-chip-close-button").Click();
        Assert.Equal([[1, 9, 3], [1]], told);
    }

    [Fact]
    public void SeveralOfMany_ComeBackFromADraft_WithoutThoseThatHaveGone()
    {
        var told = new List<List<long>>();
        Choice<object>[] known = [new(1L, "Market"), new(2L, "Clinic")];
        var field = Show<PickersField>(shown => shown.Add(one => one.Name, "Partners").Add(one => one.Known, [])
            .Add(one => one.Source, Choices.Source(known)).Add(one => one.Value, []).Add(one => one.ValueChanged, told.Add));
        field.Find("[data-choice][name='Partners.all']").Change("2,7,1");
        Assert.Equal([[2, 1]], told);
        field.Render(shown => shown.Add(one => one.Value, told[0]));
        Assert.Equal(["Clinic", "Market"], field.FindAll(".picked .mud-chip").Select(chip => chip.TextContent.Trim()));
        Assert.Equal("2,1", field.Find("[data-choice][name='Partners.all']").GetAttribute("value"));
    }

    [Fact]
    public async Task ANameThatOthersUse_IsOffered_AndANewOneOnlyByChoice()
    {
        var told = new List<string?>();
        var lists = Render<MudPopoverProvider>();
        var field = Show<KnownTextField>(shown => shown.Add(one => one.Name, "ResponsibleUnit").Add(one => one.Known, ["Anju Property"])
            .Add(one => one.ValueChanged, told.Add));
        await field.Find("#form-ResponsibleUnit").InputAsync("Anju");
        lists.WaitForAssertion(() => Assert.Equal(["Anju Property", "Add “Anju”"],
            lists.FindAll(".picker-item").Select(item => item.TextContent)));
        await field.Find("#form-ResponsibleUnit").KeyDownAsync("Tab");
        await field.Find("#form-ResponsibleUnit").BlurAsync(new());
        field.WaitForAssertion(() => Assert.True(Form.HasUnreadable));
        Assert.Empty(told);
        await field.Find("#form-ResponsibleUnit").InputAsync("Anju P");
        lists.WaitForState(() => lists.FindAll(".mud-list-item").Count == 2);
        lists.FindAll(".mud-list-item")[1].Click();
        field.WaitForAssertion(() => Assert.Equal(["Anju P"], told));
        // A draft of one that somebody added then is taken as it is.
        field.Find("[data-choice]").Change("Binhai Water");
        Assert.Equal("Binhai Water", told[^1]);
    }
}
