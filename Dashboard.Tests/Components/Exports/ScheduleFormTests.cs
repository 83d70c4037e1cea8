using Concentric.Dashboard.Features.Exports;
using Concentric.Hazards;
using Concentric.Petitions;

namespace Concentric.Tests.Components.Exports;

public class ScheduleFormTests
{
    [Fact]
    public void WhatWasChosenForAnotherTemplate_IsLeftOut()
    {
        var form = new ScheduleForm { View = "to-call-back" };
        form.Narrow("source", " Hotline ");
        form.Narrow("responsible", "物业");
        var petitions = form.ToDetails(PetitionRecords.Kind.List).Filters!;
        Assert.Equal("view=to-call-back&responsible=%E7%89%A9%E4%B8%9A&source=Hotline", petitions.ToText());
        Assert.Equal("responsible=%E7%89%A9%E4%B8%9A", form.ToDetails(HazardRecords.Kind.List).Filters!.ToText());
        Assert.Null(form.ToDetails(null).Filters);
        form.Narrow("source", "");
        Assert.Equal(["responsible"], form.Filters.Keys);
    }
}
