using Bunit;
using Concentric.Dashboard.Features.Petitions;
using Concentric.Petitions;
using Concentric.Tests.Components.Fields;

namespace Concentric.Tests.Components.Petitions;

public sealed class CallBackFieldsTests : FieldTest
{
    private readonly CallBackForm answers = new();

    [Fact]
    public void TheThreeQuestions_AreAskedOnceSomebodyWasReached()
    {
        var fields = Fields(asksWhatFollows: false);
        Assert.Equal(["CallBackValid"], Asked(fields));
        Press(fields, "CallBackValid", false);
        Assert.Equal(["CallBackValid"], Asked(fields));
        Press(fields, "CallBackValid", true);
        Assert.Equal(["CallBackValid", "CallBackResponded", "CallBackResolved", "Satisfaction"], Asked(fields));
        Press(fields, "CallBackResponded", true);
        Press(fields, "CallBackResolved", false);
        Press(fields, "Satisfaction", Satisfaction.MostlySatisfied);
        Assert.Equal((true, true, false, Satisfaction.MostlySatisfied),
            (answers.Answered, answers.Responded, answers.Resolved, answers.Satisfaction));
        Assert.DoesNotContain("LeftClosed", Asked(fields));
    }

    [Fact]
    public void AResidentsNo_AsksWhetherItIsTakenUpAgain_AndWhyNot()
    {
        var fields = Fields(asksWhatFollows: true);
        Press(fields, "CallBackValid", true);
        Assert.DoesNotContain("LeftClosed", Asked(fields));
        Press(fields, "CallBackResolved", true);
        Assert.DoesNotContain("LeftClosed", Asked(fields));
        Press(fields, "CallBackResolved", false);
        Assert.DoesNotContain("Reason", Asked(fields));
        fields.Find("#form-LeftClosed").Change(true);
        fields.Find("#form-Reason").Change("Explained twice");
        Assert.Equal("Explained twice", answers.StaysClosed);
    }

    private static void Press(IRenderedComponent<CallBackFields> fields, string field, object key) =>
        fields.Find($"[data-choice][name={field}]").Change($"{key}");

    private static IEnumerable<string?> Asked(IRenderedComponent<CallBackFields> fields) =>
        fields.FindAll("[data-field]").Select(field => field.GetAttribute("data-field"));

    private IRenderedComponent<CallBackFields> Fields(bool asksWhatFollows) => Show<CallBackFields>(shown => shown
        .Add(one => one.Answers, answers).Add(one => one.AsksWhatFollows, asksWhatFollows));
}
