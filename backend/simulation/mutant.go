package simulation

// Mutant is one way of getting the protocol wrong. The simulation has to notice each of them:
// otherwise it would not notice the same mistake in the extension or the backend either.
type Mutant string

const (
	Sound           Mutant = "" // the protocol as it is
	CursorFromPush  Mutant = "a push's head moves the cursor"
	DropOnAck       Mutant = "an acknowledged event leaves the queue"
	DropOnSend      Mutant = "a sent event leaves the queue"
	FreshIDs        Mutant = "a retry makes new ids"
	CursorFirst     Mutant = "the cursor is stored before the page"
	CursorByLimit   Mutant = "the cursor moves by the page's size"
	RefusedDropped  Mutant = "refused events are thrown away"
	RefusedBlocks   Mutant = "refused events stay in the queue"
	RebaseOnSend    Mutant = "an edit is based on what is there when it is sent"
	GoneIgnored     Mutant = "a 410 changes nothing"
	GoneClearsQueue Mutant = "a 410 forgets the queue"
	GoneKeepsAcks   Mutant = "a 410 believes old acknowledgements"
	AnyAnswerIsAck  Mutant = "any answer of status 200 acknowledges"
	UncheckedPage   Mutant = "a page is stored without a look at its shape"
	NewestFirst     Mutant = "the queue is sent newest first"
	ErasedKept      Mutant = "an erased case's texts stay on the device"
	HalfStored      Mutant = "the backend acknowledges what it did not store"
)

// Mutants are all of them.
var Mutants = []Mutant{
	CursorFromPush, DropOnAck, DropOnSend, FreshIDs, CursorFirst, CursorByLimit, RefusedDropped, RefusedBlocks,
	RebaseOnSend, GoneIgnored, GoneClearsQueue, GoneKeepsAcks, AnyAnswerIsAck, UncheckedPage, NewestFirst, ErasedKept, HalfStored,
}
