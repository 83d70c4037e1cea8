namespace Concentric.Dashboard.Mail;

/// <summary>Mails about workbooks, if the settings name a server.</summary>
internal static class MailServices
{
    public static void AddMail(this IServiceCollection services)
    {
        services.AddSingleton<WorkbookMail>();
        services.AddSingleton<MailDispatcher>();
        services.AddHostedService<MailSender>();
    }
}
