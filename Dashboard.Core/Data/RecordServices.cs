using Concentric.Activities;
using Concentric.Calendar;
using Concentric.CoBuilders;
using Concentric.Hazards;
using Concentric.Lists;
using Concentric.Petitions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Concentric.Data;

/// <summary>Registers what enters and changes records. Needs the store and the office's clock.</summary>
public static class RecordServices
{
    public static IServiceCollection AddRecords(this IServiceCollection services)
    {
        services.TryAddSingleton(new HazardSettings());
        return services
            .AddSingleton<WorkingCalendars>()
            .AddSingleton<CalendarCommands>()
            .AddSingleton<RecordNumbers>()
            .AddSingleton<RecordWriter>()
            .AddSingleton<RecordRegister>()
            .AddSingleton<RecordHistories>()
            .AddSingleton<PersonalData>()
            .AddSingleton<ListQueries>()
            .AddSingleton<CoBuilderDirectory>()
            .AddSingleton(RegisteredKind.Of(PetitionList.List))
            .AddSingleton(RegisteredKind.Of(HazardList.List))
            .AddSingleton<PetitionCommands>()
            .AddSingleton<HazardCommands>()
            .AddSingleton<HazardQueries>()
            .AddSingleton<ActivityCommands>();
    }
}
