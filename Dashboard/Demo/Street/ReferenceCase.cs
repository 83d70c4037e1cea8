namespace Concentric.Dashboard.Demo.Street;

/// <summary>
/// The figures of the reference case, as a press report gave them for the two communities of the exchange. The demo data is
/// made up so that it comes to exactly these; a lower bound is taken at its bound.
/// </summary>
internal static class ReferenceCase
{
    public const int Visits = 90;
    public const int Households = 700;
    public const int Talks = 20;
    public const int JointMeetings = 12;
    public const int SharedProblems = 15;
    public const int Volunteers = 200;
    public const int JointEvents = 28;
    public const int JointEventAttendance = 1_200;
    public const int Strands = 5;
    public const int SewerYuan = 50_000;
    public const int SewerTanks = 80;
    public const int SewerTruckloads = 100;
    public const int RoadYuan = 200_000;
    public const int RoadMetres = 1_500;
    public const int RoadVolunteers = 500;
    public const int ChargingPorts = 200;
    public const int ErrandPersons = 500;
    public const int ShowsAndClinics = 130;
    public const int SavedYuan = 30_000;
    public const int CleanUps = 36;
    public const int AllianceVolunteers = 860;
    public const int RubbishTonnes = 30;
    public const int FireLanes = 25;
    public const int HazardsRectified = 40;
    public const int PetitionsResolved = 160;
    public const int Wishes = 40;
    public const int FairServices = 10;
    public const int FairAttendance = 2_000;
}
