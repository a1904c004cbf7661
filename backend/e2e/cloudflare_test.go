package e2e

import (
	"database/sql"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	_ "modernc.org/sqlite"
)

const (
	cloudToken   = "token-of-the-account"
	cloudAccount = "0123456789abcdef0123456789abcdef"
)

// cloud stands where Cloudflare's API does, for what wrangler 4 asks of it when it deploys. Databases are real
// ones, in SQLite; of a Worker it keeps what was uploaded and runs nothing. What it does not know is an error
// of the test, so that a newer wrangler which asks for more is noticed.
type cloud struct {
	*httptest.Server
	t *testing.T

	mu        sync.Mutex
	databases []*cloudDatabase
	scripts   map[string]*cloudScript // by name
	files     map[string][]byte       // assets by wrangler's hash
}

type cloudDatabase struct {
	ID   string `json:"uuid"`
	Name string `json:"name"`
	db   *sql.DB
}

// cloudScript is a Worker as it was last uploaded.
type cloudScript struct {
	uploads  int
	Main     string           `json:"main_module"`
	Bindings []map[string]any `json:"bindings"`
	Assets   struct {
		JWT    string         `json:"jwt"`
		Config map[string]any `json:"config"`
	} `json:"assets"`
	modules map[string][]byte
	secrets map[string]string
	// hashes are of the assets, by path, as the last upload of assets named them.
	hashes map[string]string
}

func newCloud(t *testing.T) *cloud {
	c := &cloud{t: t, databases: []*cloudDatabase{}, scripts: map[string]*cloudScript{}, files: map[string][]byte{}}
	mux := http.NewServeMux()
	account := "/accounts/" + cloudAccount
	script := account + "/workers/scripts/{script}"
	for pattern, answer := range map[string]func(*http.Request) (any, error){
		"GET /user/tokens/verify":                       c.tokenIsActive,
		"GET /user":                                     c.user,
		"GET /accounts":                                 c.accounts,
		"GET /memberships":                              c.memberships,
		"GET " + account + "/d1/database":               c.listDatabases,
		"POST " + account + "/d1/database":              c.createDatabase,
		"POST " + account + "/d1/database/{id}/query":   c.query,
		"GET " + account + "/workers/services/{script}": c.service,
		"GET " + account + "/workers/subdomain":         c.subdomain,
		"POST " + account + "/workers/assets/upload":    c.uploadAssets,
		"POST " + script + "/assets-upload-session":     c.assetSession,
		"PUT " + script:                                 c.upload,
		"GET " + script + "/deployments":                c.deployments,
		"POST " + script + "/deployments":               c.deploy,
		"GET " + script + "/settings":                   c.settings,
		"PATCH " + script + "/script-settings":          c.settings,
		"POST " + script + "/versions":                  c.upload,
		"GET " + account + "/workers/workers/{script}":  c.worker,
		"GET " + script + "/secrets":                    c.listSecrets,
		"PUT " + script + "/secrets":                    c.putSecret,
		"POST " + script + "/subdomain":                 c.scriptSubdomain,
	} {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
			c.mu.Lock()
			defer c.mu.Unlock()
			result, err := answer(r)
			answerCloud(w, result, err)
		})
	}
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		t.Errorf("wrangler asks for %s %s, which this stand-in does not know", r.Method, r.URL)
		answerCloud(w, nil, cloudError{http.StatusNotFound, 7000, "no route"})
	})
	c.Server = httptest.NewServer(mux)
	t.Cleanup(func() {
		c.Close()
		for _, d := range c.databases {
			_ = d.db.Close()
		}
	})
	return c
}

type cloudError struct {
	status, code int
	message      string
}

func (e cloudError) Error() string { return e.message }

// answerCloud writes the envelope that every answer of the API has.
func answerCloud(w http.ResponseWriter, result any, err error) {
	errs, status := []any{}, http.StatusOK
	if err != nil {
		e, ok := err.(cloudError)
		if !ok {
			e = cloudError{http.StatusBadRequest, 7500, err.Error()}
		}
		result, status = nil, e.status
		errs = append(errs, map[string]any{"code": e.code, "message": e.message})
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]any{"success": err == nil, "result": result, "errors": errs,
		"messages": []any{}, "result_info": map[string]any{"page": 1, "per_page": 50, "total_pages": 1, "total_count": 1}})
}

// asked is the JSON of a request.
func asked[T any](r *http.Request) (body T, err error) {
	err = json.NewDecoder(r.Body).Decode(&body)
	return body, err
}

func (c *cloud) tokenIsActive(r *http.Request) (any, error) {
	if r.Header.Get("Authorization") != "Bearer "+cloudToken {
		return nil, cloudError{http.StatusUnauthorized, 1000, "Invalid API Token"}
	}
	return map[string]any{"id": "1", "status": "active"}, nil
}

func (c *cloud) user(*http.Request) (any, error) {
	return map[string]any{"id": "2", "email": "lead@example.com"}, nil
}

func (c *cloud) accounts(*http.Request) (any, error) {
	return []any{map[string]any{"id": cloudAccount, "name": "shop"}}, nil
}

func (c *cloud) memberships(*http.Request) (any, error) {
	return []any{map[string]any{"id": "3", "account": map[string]any{"id": cloudAccount, "name": "shop"}}}, nil
}

func (c *cloud) listDatabases(*http.Request) (any, error) { return c.databases, nil }

func (c *cloud) createDatabase(r *http.Request) (any, error) {
	asked, err := asked[cloudDatabase](r)
	if err != nil {
		return nil, err
	}
	if slices.ContainsFunc(c.databases, func(d *cloudDatabase) bool { return d.Name == asked.Name }) {
		return nil, cloudError{http.StatusBadRequest, 7502, "a database of that name exists"}
	}
	db, err := sql.Open("sqlite", filepath.Join(c.t.TempDir(), "d1.sqlite"))
	if err != nil {
		return nil, err
	}
	made := &cloudDatabase{ID: fmt.Sprintf("a0000000-0000-4000-8000-%012d", len(c.databases)+1), Name: asked.Name, db: db}
	c.databases = append(c.databases, made)
	return made, nil
}

func (c *cloud) query(r *http.Request) (any, error) {
	at := slices.IndexFunc(c.databases, func(d *cloudDatabase) bool { return d.ID == r.PathValue("id") })
	if at < 0 {
		return nil, cloudError{http.StatusNotFound, 7404, "no such database"}
	}
	asked, err := asked[struct{ SQL string }](r)
	if err != nil {
		return nil, err
	}
	found, err := rowsOf(c.databases[at].db, asked.SQL)
	if err != nil {
		return nil, err
	}
	return []any{map[string]any{"success": true, "results": found, "meta": map[string]any{"duration": 1}}}, nil
}

// rowsOf runs statements and gives the rows of the last one, by column.
func rowsOf(db *sql.DB, statements string) ([]map[string]any, error) {
	rows, err := db.Query(statements)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	found := []map[string]any{}
	for rows.Next() {
		values, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			return nil, err
		}
		row := map[string]any{}
		for i, column := range columns {
			row[column] = values[i]
		}
		found = append(found, row)
	}
	return found, rows.Err()
}

func (c *cloud) service(r *http.Request) (any, error) {
	if _, err := c.uploaded(r); err != nil {
		return nil, err
	}
	return map[string]any{"default_environment": map[string]any{"environment": "production",
		"script": map[string]any{"tag": r.PathValue("script"), "last_deployed_from": "wrangler"}}}, nil
}

func (c *cloud) uploaded(r *http.Request) (*cloudScript, error) {
	s := c.scripts[r.PathValue("script")]
	if s == nil || s.uploads == 0 {
		return nil, cloudError{http.StatusNotFound, 10007, "This Worker does not exist on your account."}
	}
	return s, nil
}

func (c *cloud) script(r *http.Request) *cloudScript {
	name := r.PathValue("script")
	if c.scripts[name] == nil {
		c.scripts[name] = &cloudScript{modules: map[string][]byte{}, secrets: map[string]string{}}
	}
	return c.scripts[name]
}

func (c *cloud) subdomain(*http.Request) (any, error) {
	return map[string]any{"subdomain": "shop"}, nil
}

func (c *cloud) scriptSubdomain(*http.Request) (any, error) { return workersDev, nil }

func (c *cloud) worker(r *http.Request) (any, error) {
	return map[string]any{"name": r.PathValue("script"), "subdomain": workersDev}, nil
}

var workersDev = map[string]any{"enabled": true, "previews_enabled": false}

func (c *cloud) settings(r *http.Request) (any, error) {
	s, err := c.uploaded(r)
	if err != nil {
		return nil, err
	}
	return map[string]any{"bindings": s.Bindings, "tags": []string{}}, nil
}

// assetSession asks for the files that it does not have yet.
func (c *cloud) assetSession(r *http.Request) (any, error) {
	asked, err := asked[struct {
		Manifest map[string]struct{ Hash string }
	}](r)
	if err != nil {
		return nil, err
	}
	s := c.script(r)
	s.hashes = map[string]string{}
	wanted := []string{}
	for path, file := range asked.Manifest {
		s.hashes[path] = file.Hash
		if _, had := c.files[file.Hash]; !had && !slices.Contains(wanted, file.Hash) {
			wanted = append(wanted, file.Hash)
		}
	}
	answer := map[string]any{"jwt": "assets-of-" + r.PathValue("script"), "buckets": [][]string{}}
	if len(wanted) > 0 {
		answer["buckets"] = [][]string{wanted}
	}
	return answer, nil
}

func (c *cloud) uploadAssets(r *http.Request) (any, error) {
	err := eachPart(r, func(name string, content []byte) (err error) {
		c.files[name], err = base64.StdEncoding.DecodeString(string(content))
		return err
	})
	return map[string]any{"jwt": r.Header.Get("Authorization")[len("Bearer "):]}, err
}

func (c *cloud) upload(r *http.Request) (any, error) {
	s := c.script(r)
	err := eachPart(r, func(name string, content []byte) error {
		if name == "metadata" {
			return json.Unmarshal(content, s)
		}
		s.modules[name] = content
		return nil
	})
	s.uploads++
	return map[string]any{"id": s.version(), "startup_time_ms": 1, "etag": "1",
		"resources": map[string]any{"script": map[string]any{"etag": "1"}}}, err
}

// eachPart gives the parts of a form, one after another.
func eachPart(r *http.Request, f func(name string, content []byte) error) error {
	form, err := r.MultipartReader()
	if err != nil {
		return err
	}
	for {
		part, err := form.NextPart()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		content, err := io.ReadAll(part)
		if err != nil {
			return err
		}
		if err := f(part.FormName(), content); err != nil {
			return err
		}
	}
}

func (c *cloud) deployments(r *http.Request) (any, error) {
	s, err := c.uploaded(r)
	if err != nil {
		return nil, err
	}
	return map[string]any{"deployments": []any{map[string]any{"id": "1", "source": "wrangler", "strategy": "percentage",
		"created_on": "2026-11-01T00:00:00Z", "author_email": "lead@example.com",
		"versions": []any{map[string]any{"version_id": s.version(), "percentage": 100}}}}}, nil
}

// deploy puts an uploaded version in effect.
func (c *cloud) deploy(r *http.Request) (any, error) {
	s, err := c.uploaded(r)
	if err != nil {
		return nil, err
	}
	asked, err := asked[struct {
		Versions []struct {
			ID string `json:"version_id"`
		}
	}](r)
	if err != nil {
		return nil, err
	}
	if len(asked.Versions) != 1 || asked.Versions[0].ID != s.version() {
		return nil, fmt.Errorf("deploys %v, %s was uploaded", asked.Versions, s.version())
	}
	return map[string]any{"id": "1"}, nil
}

func (s *cloudScript) version() string { return fmt.Sprintf("version-%d", s.uploads) }

func (c *cloud) listSecrets(r *http.Request) (any, error) {
	s, err := c.uploaded(r)
	if err != nil {
		return nil, err
	}
	names := []any{}
	for name := range s.secrets {
		names = append(names, map[string]any{"name": name, "type": "secret_text"})
	}
	return names, nil
}

func (c *cloud) putSecret(r *http.Request) (any, error) {
	s, err := c.uploaded(r)
	if err != nil {
		return nil, err
	}
	asked, err := asked[struct{ Name, Text string }](r)
	if err != nil {
		return nil, err
	}
	s.secrets[asked.Name] = asked.Text
	return map[string]any{"name": asked.Name, "type": "secret_text"}, nil
}
